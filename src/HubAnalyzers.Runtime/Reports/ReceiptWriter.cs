using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>Gathers a receipt when a run is over.</summary>
internal static class ReceiptWriter
{
    /// <param name="model">The model, trained.</param>
    /// <param name="head">The head, trained.</param>
    /// <param name="training">What was trained on.</param>
    /// <param name="validation">What was measured on.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="result">What came out.</param>
    /// <param name="hashes">The hash of each variable of the model at the end.</param>
    public static FineTuneReceipt Of(
        HubModel model, Head head, Examples training, Examples validation, FineTuneOptions options, FineTuneResult result, IReadOnlyDictionary<string, string> hashes) => new()
        {
            Model = new ReceiptModel(model.Facts.Handle, model.Facts.Digest, Sha256Digest.Of(ManifestFile.Write(model.FactsOfBytes))) { Output = model.Output is { } output ? Words.Of(output) : null, LoadedWith = model.Numerics },
            Training = DataOf(training),
            Validation = DataOf(validation),
            Options = OptionsJson.OfWeights(options),
            Head = head.GetType().Name,
            HeadForm = head.Describe(),
            Environment = EnvironmentOf(head),
            Epochs = [.. result.History.Select(static e => new ReceiptEpoch(e.Stage, e.Epoch, e.Loss, Sorted(e.Metrics)))],
            Results = new ReceiptResults(
                Sorted(result.MetricsBefore),
                Sorted(result.MetricsAfter),
                result.StoppedEarly,
                result.WasStopped,
                DigestOf(hashes),
                DigestOf(head),
                [.. result.ProofOfFreeze.Changed.Order(StringComparer.Ordinal)],
                result.ProofOfFreeze.Unchanged.Count),
        };

    /// <summary>A digest over the values of a head's weights.</summary>
    public static string DigestOf(Head head) => DigestOf(head.Module.named_parameters().ToDictionary(static p => p.name, static p => HashOf(p.parameter), StringComparer.Ordinal));

    /// <summary>A digest over the hashes of variables.</summary>
    public static string DigestOf(IReadOnlyDictionary<string, string> hashes) =>
        Sha256Digest.Of(Encoding.UTF8.GetBytes(string.Concat(hashes.OrderBy(static h => h.Key, StringComparer.Ordinal).Select(static h => $"{h.Key}\n{h.Value}\n"))));

    private static ReceiptData DataOf(Examples examples) => new(
        examples.Digest,
        examples.Count,
        examples.Targets.Names,
        examples.Targets is ClassTargets classes ? [.. Enumerable.Range(0, classes.Names.Count).Select(c => classes.Labels.Count(l => l == c))] : [],
        examples.Preprocessing,
        examples.Augmentation);

    private static ReceiptEnvironment EnvironmentOf(Head head) => new(
        VersionOf(typeof(HubModel).Assembly),
        VersionOf(typeof(torch).Assembly),
        torch.__version__,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        torch.get_num_threads(),
        (head.Module.parameters().FirstOrDefault()?.device.type ?? DeviceType.CPU).ToString().ToLowerInvariant())
    {
        OnnxRuntime = OnnxRunner.InstalledVersion,
        SkiaSharp = VersionOf(typeof(SkiaSharp.SKBitmap).Assembly),
        Instructions = Instructions(),
    };

    /// <summary>libtorch's choice, which its own setting can narrow.</summary>
    private static string Instructions() =>
        System.Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY") is { Length: > 0 } set ? set
        : Avx512F.IsSupported ? "avx512"
        : Avx2.IsSupported ? "avx2"
        : AdvSimd.IsSupported ? "neon"
        : "default";

    /// <summary>The version without the commit that a build may add.</summary>
    private static string VersionOf(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "unknown").Split('+')[0];

    private static string HashOf(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return Convert.ToHexStringLower(SHA256.HashData(tensor.detach().cpu().contiguous().bytes));
    }

    private static SortedDictionary<string, double> Sorted(IReadOnlyDictionary<string, double> metrics) => new(metrics.ToDictionary(), StringComparer.Ordinal);
}
