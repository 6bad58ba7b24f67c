// A linear probe on several backbones; only the heads train, and one head stands on probabilities.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Probe;

internal sealed record Outcome(string Backbone, double Accuracy, TimeSpan Took);

internal static class Program
{
    private const int Classes = 15;

    private static readonly FineTuneOptions _options = new()
    {
        BatchSize = 64,
        Stages = [new FineTuneStage("probe", Epochs: 30, LearningRate: 1e-2)],
    };

    public static void Main(string[] args)
    {
        var pixels = File.ReadAllBytes(args[0]).Select(static b => b / 255f).ToArray();
        var labels = File.ReadAllLines(args[1]).Select(int.Parse).ToArray();
        var images = new LabelledImages(pixels, labels, height: 224, width: 224, channels: 3);
        var outcomes = new List<Outcome> { Resnet(images), Mobilenet(images), Efficientnet(images) };
        foreach (var outcome in outcomes.OrderByDescending(static o => o.Accuracy))
        {
            Console.WriteLine($"{outcome.Backbone,-40} {outcome.Accuracy,8:P1} {outcome.Took.TotalSeconds,8:F1} s");
        }
    }

    private static Outcome Resnet(LabelledImages images)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, Classes);
        return Measure(net, head, images);
    }

    private static Outcome Mobilenet(LabelledImages images)
    {
        using var net = MobilenetV3Classification.Load();
        using var head = new ClassificationHead(net, Classes); // expect: HUB0014
        return Measure(net, head, images);
    }

    private static Outcome Efficientnet(LabelledImages images)
    {
        using var net = EfficientnetB0.Load();
        using var head = new ClassificationHead(net, Classes);
        return Measure(net, head, images);
    }

    private static Outcome Measure(HubModel net, ClassificationHead head, LabelledImages images)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = new FineTuner(net, head).Train(images, images, _options);
        return new Outcome(net.Facts.Name, result.AccuracyAfter, clock.Elapsed);
    }
}
