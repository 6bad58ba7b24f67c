// A camera at a bird feeder: head first, then the last block, with one batch norm too many.
using System.Globalization;
using App.HubModels;
using HubAnalyzers.Runtime;

namespace BirdFeeder;

internal sealed record Settings(int Classes, int HeadEpochs, int BlockEpochs, ulong Seed)
{
    public static Settings Parse(string[] args) => new(
        Classes: args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 12,
        HeadEpochs: 20,
        BlockEpochs: 8,
        Seed: 17);
}

internal sealed class ConsoleProgress : IProgress<FineTuneProgress>
{
    public void Report(FineTuneProgress value)
    {
        if (value.ValidationAccuracy is { } accuracy)
        {
            Console.WriteLine($"{value.Stage} {value.Epoch}/{value.Epochs}: loss {value.Loss:F3}, accuracy {accuracy:P1}");
        }
    }
}

internal sealed class FeederImages(string folder)
{
    private const int Size = 96;

    public LabelledImages Read(string split)
    {
        var pixels = new List<float>();
        var labels = new List<int>();
        foreach (var (file, label) in Files(split))
        {
            pixels.AddRange(File.ReadAllBytes(file).Select(b => b / 255f));
            labels.Add(label);
        }

        return new LabelledImages([.. pixels], [.. labels], Size, Size, channels: 3);
    }

    private IEnumerable<(string File, int Label)> Files(string split)
    {
        var classes = Directory.GetDirectories(Path.Combine(folder, split)).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < classes.Count; i++)
        {
            foreach (var file in Directory.EnumerateFiles(classes[i], "*.raw"))
            {
                yield return (file, i);
            }
        }
    }
}

internal static class Program
{
    public static int Main(string[] args)
    {
        var settings = Settings.Parse(args);
        var images = new FeederImages("feeder");
        var training = images.Read("train");
        var heldOut = images.Read("test");

        using var backbone = MobilenetV2.Load();
        using var head = new ClassificationHead(backbone, settings.Classes, (long)settings.Seed);
        var block = backbone.ExpandedConv16;
        var options = new FineTuneOptions
        {
            Seed = settings.Seed,
            BatchSize = 24,
            Stages =
            [
                new FineTuneStage("head", settings.HeadEpochs, 2e-3),
                new FineTuneStage("block 16", settings.BlockEpochs, 2e-4)
                {
                    Layers = [block.Expand, block.Project],
                },
            ],
        };

        block.ProjectBn.Trainable = true; // expect: HUB0002
        var result = new FineTuner(backbone, head).Train(training, heldOut, options, new ConsoleProgress());
        Console.WriteLine($"{result.AccuracyBefore:P1} -> {result.AccuracyAfter:P1}");

        backbone.Export(Path.Combine("out", "feeder"));
        head.Export(Path.Combine("out", "feeder_head", "head"));
        return result.AccuracyAfter > result.AccuracyBefore ? 0 : 1;
    }
}
