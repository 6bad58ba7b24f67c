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
        console.WriteLine($"{budget.TrainingPerClass} images of each class to train on, {budget.HeldOutPerClass} held out; all see the same ones. Classes the model has never seen: {string.Join(", ", ShapeClasses.Unseen)}.");

        var rows = new List<ComparisonRow>();
        foreach (var seed in seeds)
        {
            var (afterHead, afterBlock) = FromPretrained.Train(training, heldOut, budget, seed);
            Tell($"seed {seed}, pretrained, head alone for {budget.HeadEpochs} epochs", afterHead);
            Tell($"seed {seed}, pretrained, then expanded_conv_5 for {budget.BlockEpochs}", afterBlock);
            var whole = WholeNet.Train(training, heldOut, budget, TrainingRecipe.Augmented, seed, fromRandomWeights: false);
            Tell($"seed {seed}, pretrained, whole net for {budget.WholeSteps} steps, {TrainingRecipe.Augmented.Name}", whole);
            var fromScratch = new List<double>();
            foreach (var recipe in TrainingRecipe.All)
            {
                fromScratch.Add(WholeNet.Train(training, heldOut, budget, recipe, seed, fromRandomWeights: true));
                Tell($"seed {seed}, random weights, whole net for {budget.WholeSteps} steps, {recipe.Name}", fromScratch[^1]);
            }

            rows.Add(new ComparisonRow(seed, afterHead, afterBlock, whole, fromScratch));
        }

        var (best, mean) = TrainingRecipe.All.Select((r, i) => (r.Name, Mean: rows.Average(row => row.FromScratch[i]))).MaxBy(static r => r.Mean);
        console.WriteLine(
            $"Accuracy on held-out images, mean of {rows.Count}: fine-tuned {Percent(rows.Average(static r => r.FineTuned))}, fine-tuned whole {Percent(rows.Average(static r => r.Whole))}, from scratch at best ({best}) {Percent(mean)}.");
        console.WriteLine();
        return rows;

        void Tell(string what, double accuracy) => console.WriteLine($"  {what}: {Percent(accuracy)}");
    }

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
