// Gradual unfreezing, layer by layer from the top, with the guards that it needs.
// expect: none
using App.HubModels;
using HubAnalyzers;
using HubAnalyzers.Runtime;

namespace Gradual;

internal sealed class Schedule
{
    private readonly List<FineTuneStage> _stages = [];
    private double _rate = 1e-3;

    public IReadOnlyList<FineTuneStage> Stages => _stages;

    public Schedule Head(int epochs)
    {
        _stages.Add(new FineTuneStage("head", epochs, 1e-2));
        return this;
    }

    public Schedule Then(string name, int epochs, IEnumerable<HubLayer> layers)
    {
        _rate /= 3;
        var list = layers.Where(static l => l.Trainability == Trainability.Trainable).ToList();
        if (list.Count == 0)
        {
            throw new InvalidOperationException($"Nothing of '{name}' can train.");
        }

        _stages.Add(new FineTuneStage(name, epochs, _rate) { Layers = list });
        return this;
    }
}

internal static class Program
{
    public static void Main(string[] args)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, classes: 30, seed: 4);
        var schedule = new Schedule()
            .Head(epochs: 10)
            .Then("block 4", 4, net.Layers.Where(static l => l.Name.Contains("block4", StringComparison.Ordinal)))
            .Then("block 1", 4, net.Layers.Where(static l => l.Name.Contains("block1", StringComparison.Ordinal)))
            .Then("all", 2, net.Layers);

        foreach (var layer in net.Layers)
        {
            if (layer is BatchNormLayer { Facts.Parameters: var parameters })
            {
                Console.WriteLine($"{layer.Name} stays frozen ({parameters} parameters)");
                continue;
            }

            layer.Trainable = true;
        }

        net.Trainable = args.Contains("--dry-run");
        var images = Load(args.FirstOrDefault() ?? "images");
        var result = new FineTuner(net, head).Train(images, images, new FineTuneOptions { Stages = schedule.Stages, BatchSize = 16 });
        Print(result);
    }

    private static LabelledImages Load(string folder)
    {
        var files = Directory.GetFiles(folder);
        var size = (int)Math.Sqrt(new FileInfo(files[0]).Length / 3.0);
        var pixels = files.SelectMany(static f => File.ReadAllBytes(f)).Select(static b => b / 255f).ToArray();
        return new LabelledImages(pixels, new int[files.Length], size, size, 3);
    }

    private static void Print(FineTuneResult result)
    {
        foreach (var epoch in result.History)
        {
            Console.WriteLine($"{epoch.Stage,-10} {epoch.Epoch,3} {epoch.Loss,8:F4} {epoch.ValidationAccuracy,8:P1}");
        }

        Console.WriteLine($"changed {result.ProofOfFreeze.Changed.Count}, unchanged {result.ProofOfFreeze.Unchanged.Count}");
    }
}
