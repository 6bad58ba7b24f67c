using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.FineTune.HubModels;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>What the sample does, with another seed.</summary>
internal static class FromPretrained
{
    /// <summary>Gives the share of held-out images that are right after the head, and at the end.</summary>
    public static (double AfterHead, double AfterBlock) Train(Examples training, Examples heldOut, ComparisonBudget budget, ulong seed)
    {
        using var model = ShapesMobilenet.Load();
        using var head = new ClassificationHead(model, ShapeClasses.Unseen.Count, (long)seed);
        var result = new FineTuner(model, head).Train(training, heldOut, Recipe.For(model, seed, budget.HeadEpochs, budget.BlockEpochs));
        return (result.History.Last(static e => e.Stage == Recipe.HeadStage).ValidationAccuracy, result.AccuracyAfter);
    }
}
