using System;
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
        var what = $"{Path.GetFileName(Folder)} {Pattern}";
        Console.WriteLine(PeakMemory.InOwnProcess("--peak-of", Folder, Pattern, PeakMemory.Text(BatchSize)) is [var measured, var estimated]
            ? PeakMemory.Line(what, BatchSize, measured, estimated)
            : $"  {what}, {BatchSize} a batch: not measured, see above");
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
