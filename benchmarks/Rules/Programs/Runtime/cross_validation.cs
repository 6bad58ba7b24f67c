// Five folds, each with a fresh model; the bulk switch is set in every one of them.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Folds;

internal sealed record Fold(LabelledImages Training, LabelledImages Validation, int Number);

internal sealed class Splitter(float[] pixels, int[] labels, int side)
{
    public IEnumerable<Fold> Split(int folds)
    {
        for (var fold = 0; fold < folds; fold++)
        {
            var inside = new List<int>();
            var outside = new List<int>();
            for (var i = 0; i < labels.Length; i++)
            {
                (i % folds == fold ? outside : inside).Add(i);
            }

            yield return new Fold(Take(inside), Take(outside), fold);
        }
    }

    private LabelledImages Take(List<int> indices)
    {
        var size = side * side * 3;
        var taken = new float[indices.Count * size];
        for (var i = 0; i < indices.Count; i++)
        {
            Array.Copy(pixels, indices[i] * size, taken, i * size, size);
        }

        return new LabelledImages(taken, [.. indices.Select(i => labels[i])], side, side, 3);
    }
}

internal static class Program
{
    public static async Task Main(string[] args)
    {
        var bytes = await File.ReadAllBytesAsync(args[0]);
        var labels = (await File.ReadAllLinesAsync(args[1])).Select(int.Parse).ToArray();
        var splitter = new Splitter([.. bytes.Select(static b => b / 255f)], labels, side: int.Parse(args[2]));
        var accuracies = new List<double>();
        foreach (var fold in splitter.Split(folds: 5))
        {
            accuracies.Add(Run(fold));
            Console.WriteLine($"fold {fold.Number}: {accuracies[^1]:P2}");
        }

        var mean = accuracies.Average();
        var deviation = Math.Sqrt(accuracies.Average(a => (a - mean) * (a - mean)));
        Console.WriteLine($"{mean:P2} ± {deviation:P2}");
    }

    private static double Run(Fold fold)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, classes: 10, seed: fold.Number);
        net.Trainable = true; // expect: HUB0004
        var options = new FineTuneOptions
        {
            Seed = (ulong)fold.Number,
            Stages =
            [
                new FineTuneStage("head", Epochs: 10, LearningRate: 1e-3),
                new FineTuneStage("block 4", Epochs: 3, LearningRate: 5e-3) // expect: HUB0009
                {
                    Layers = [net.Block4.ConvA, net.Block4.ConvB],
                },
            ],
        };
        return new FineTuner(net, head).Train(fold.Training, fold.Validation, options).AccuracyAfter;
    }
}
