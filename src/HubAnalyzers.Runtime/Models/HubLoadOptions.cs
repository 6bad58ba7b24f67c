using System;
using System.Collections.Generic;
using HubAnalyzers.Runtime.Import;

namespace HubAnalyzers.Runtime;

/// <summary>How a model is found and loaded.</summary>
public sealed record HubLoadOptions
{
    /// <summary>The model's folder; where null, it is searched for by its handle.</summary>
    public string? Path { get; init; }

    /// <summary>Folders that may hold the model under its local handle. They come before <c>models/</c> beside the program and <c>models/</c> in the working directory.</summary>
    public IReadOnlyList<string> SearchPaths { get; init; } = [];

    /// <summary>What a request to train a batch normalization means.</summary>
    public BatchNormPolicy BatchNormPolicy { get; init; } = BatchNormPolicy.Frozen;

    /// <summary>
    /// What kind of result the call gives. Null leaves the model's first output. <see cref="OutputKind.Features"/> is another of its
    /// outputs where one holds features, else what its classifier takes, the dense layer at its end;
    /// <see cref="OutputKind.Logits"/> likewise, or what its last softmax or sigmoid takes. What the model computes after that does not
    /// train: no output depends on it any more. So a head can stand on a model that gives probabilities.
    /// </summary>
    public OutputKind? Output { get; init; }

    /// <summary>Chooses <see cref="Output"/> when the facts are known; null leaves it as it is.</summary>
    internal Func<HubModelInfo, OutputKind?>? ChooseOutput { get; init; }

    /// <summary>For a generated class: whether bytes other than those its manifest describes are refused (rule HUB0091).</summary>
    public bool VerifyDigest { get; init; } = true;

    /// <summary>
    /// Whether frozen weights are the mapped file itself, which takes no memory that the system could not use otherwise. Its files must
    /// then not be cut or written to while the model is loaded (replacing them is no harm); <c>false</c> reads each weight into memory.
    /// </summary>
    public bool MapWeights { get; init; } = true;

    /// <summary>What computes the part of the call that nothing trained has a share in.</summary>
    public FrozenEngine FrozenEngine { get; init; } = FrozenEngine.Auto;

    /// <summary>Where the model computes; the processor unless said otherwise. Heads and trainers follow the model.</summary>
    public HubDevice Device { get; init; } = HubDevice.Cpu;

    /// <summary>How many threads libtorch computes with, in the whole process; null leaves it as it is (one per core).</summary>
    public int? Threads { get; init; }

    /// <summary>The numbers that float32 is computed with. Never use less than <see cref="HubPrecision.Float32"/> without measuring.</summary>
    public HubPrecision Precision { get; init; } = HubPrecision.Float32;

    /// <exception cref="ArgumentOutOfRangeException">An option is a number that has no name; the message says which.</exception>
    internal void RequireNamed()
    {
        RequireNamed(BatchNormPolicy, nameof(BatchNormPolicy));
        RequireNamed(FrozenEngine, nameof(FrozenEngine));
        RequireNamed(Precision, nameof(Precision));
        if (Output is { } output && (!Enum.IsDefined(output) || output == OutputKind.Unknown))
        {
            throw new ArgumentOutOfRangeException(nameof(Output), output, $"{nameof(HubLoadOptions)}.{nameof(Output)} is {nameof(OutputKind.Features)}, {nameof(OutputKind.Logits)}, {nameof(OutputKind.Probabilities)}, or null for the model's first output.");
        }

        static void RequireNamed<T>(T value, string option)
            where T : struct, Enum
        {
            if (!Enum.IsDefined(value))
            {
                throw new ArgumentOutOfRangeException(option, value, $"{nameof(HubLoadOptions)}.{option} is one of {string.Join(", ", Enum.GetNames<T>())}.");
            }
        }
    }

    /// <summary>How the engine computes by these options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one thread.</exception>
    internal ImportOptions ToImport(HubDevice device)
    {
        // TorchSharp's own message, at its first use, is a trace of where it looked.
        Native.TorchNative.EnsureLoaded();
        if (Threads is { } threads)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(Threads));
            TorchSharp.torch.set_num_threads(threads);
        }

        return new ImportOptions
        {
            MapWeights = MapWeights,
            Device = Native.DeviceSelection.ToTorch(device),
            FloatType = Precision == HubPrecision.BFloat16 ? TorchSharp.torch.ScalarType.BFloat16 : TorchSharp.torch.ScalarType.Float32,
            WeightType = TorchSharp.torch.ScalarType.Float32,
        };
    }
}
