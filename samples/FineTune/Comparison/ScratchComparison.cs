using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Samples.Shapes;
using Spectre.Console;

namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>What pretraining is worth: the same net, the same images, with and without it.</summary>
internal static class ScratchComparison
{
    public static IReadOnlyList<ComparisonRow> Run(IAnsiConsole console, ComparisonBudget budget, IEnumerable<ulong> seeds)
    {
        var training = Images.Draw(budget.TrainingPerClass, seed: 5);
        var heldOut = Images.Draw(budget.HeldOutPerClass, seed: 6);
        console.WriteLine($"Classes the model has never seen: {string.Join(", ", ShapeClasses.Unseen)}.");
        console.WriteLine($"{training.Count} images to train on, {heldOut.Count} held out; both sides see the same ones.");
        console.WriteLine($"Pretrained: {budget.HeadEpochs} epochs of the head, {budget.BlockEpochs} of head and expanded_conv_5. Random weights: {budget.ScratchEpochs} epochs of the whole net.");
        console.WriteLine();

        var rows = new List<ComparisonRow>();
        foreach (var seed in seeds)
        {
            var (afterHead, afterBlock) = FromPretrained.Train(training, heldOut, budget, seed);
            var row = new ComparisonRow(seed, afterHead, afterBlock, FromScratch.Train(training, heldOut, budget, seed));
            console.WriteLine($"seed {row.Seed}: fine-tuned {Percent(row.FineTuned)} (its head alone {Percent(row.HeadOnly)}), from scratch {Percent(row.FromScratch)}");
            rows.Add(row);
        }

        console.WriteLine();
        console.WriteLine($"Accuracy on held-out images, mean of {rows.Count}: fine-tuned {Percent(rows.Average(static r => r.FineTuned))}, from scratch {Percent(rows.Average(static r => r.FromScratch))}.");
        return rows;
    }

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
