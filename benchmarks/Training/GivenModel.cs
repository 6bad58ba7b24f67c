using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Enumeration;
using System.Linq;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>Any image model: its measured peak against its estimate, for a stage of the head and one of the layers that a pattern names.</summary>
/// <param name="Folder">The model's folder.</param>
/// <param name="Pattern">What trains in the second stage.</param>
/// <param name="BatchSize">Examples of a step.</param>
internal sealed record GivenModel(string Folder, string Pattern, int BatchSize)
{
    private const int Steps = 4;
    private const int Few = 2;
    private const int Classes = 3;
    private const int OpenSize = 224;

    public void Report()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["--peak-of", Folder, Pattern, BatchSize.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.WriteLine($"  {Path.GetFileName(Folder)} {Pattern}, {BatchSize} a batch: not measured, see above");
            return;
        }

        var numbers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last().Split(' ').Select(static n => long.Parse(n, CultureInfo.InvariantCulture)).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Path.GetFileName(Folder)} {Pattern}, {BatchSize} a batch: {(double)numbers[0] / numbers[1]:0.00} x the estimate (measured {numbers[0] / 1048576.0:0.0} MiB, estimated {numbers[1] / 1048576.0:0.0} MiB)"));
    }

    /// <summary>Bytes that a run adds to a process that has loaded the model and trained on a few images, and the estimate of it.</summary>
    public (long Measured, long Estimated) Measure()
    {
        using var model = HubModel.Load(Folder, new HubLoadOptions { Output = OutputKind.Features });
        using var head = new ClassificationHead(model, Classes, seed: 1);
        var (training, validation) = (Draw(model, Steps * BatchSize), Draw(model, BatchSize));
        var tuner = new FineTuner(model, head);
        var estimate = tuner.Estimate(training, validation, OptionsFor(model)).PeakBytes;
        tuner.Train(Draw(model, Few), Draw(model, Few), OptionsFor(model));
        var before = ProcessMemory.Now();
        ProcessMemory.ForgetPeak();
        tuner.Train(training, validation, OptionsFor(model));
        return (ProcessMemory.Peak() - before, estimate);
    }

    private FineTuneOptions OptionsFor(HubModel model) => new()
    {
        BatchSize = BatchSize,
        Stages =
        [
            new FineTuneStage("head", 1, 1e-3),
            new FineTuneStage(Pattern, 1, 1e-4) { Layers = [.. model.Layers.ThatCanTrain.Where(l => FileSystemName.MatchesSimpleExpression(Pattern, l.Name))] },
        ],
    };

    private static LabelledImages Draw(HubModel model, int count)
    {
        var shape = model.Facts.Interface.Inputs[0].Shape!;
        var (height, width, channels) = (Size(shape[1]), Size(shape[2]), (int)shape[3]);
        var random = new Random(1);
        var pixels = new float[count * height * width * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = random.NextSingle();
        }

        return new LabelledImages(pixels, [.. Enumerable.Range(0, count).Select(static i => i % Classes)], height, width, channels);
    }

    private static int Size(long dimension) => dimension > 0 ? (int)dimension : OpenSize;
}
