using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.FineTune.HubModels;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>The same net without what it learnt in pretraining, trained whole on the new classes.</summary>
internal static class FromScratch
{
    /// <summary>Gives the share of held-out images that are right at the end.</summary>
    public static double Train(Examples training, Examples heldOut, ComparisonBudget budget, ulong seed)
    {
        // Random weights need statistics of their own: batch normalization trains whole, as in pretraining.
        using var model = ShapesMobilenet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Any });
        RandomWeights.Draw(model, (long)seed);
        using var head = new ClassificationHead(model, ShapeClasses.Unseen.Count, (long)seed);
        const int BatchSize = 50;
        var stepsOfEpoch = (training.Count + BatchSize - 1) / BatchSize;
        var options = new FineTuneOptions
        {
            Seed = seed,
            BatchSize = BatchSize,
            Schedule = new CosineSchedule { WarmUpSteps = 2 * stepsOfEpoch },
            Stages =
            [
                // A run begins with the head alone; here that is one epoch more, and harmless.
                new FineTuneStage("head", Epochs: 1, LearningRate: 3e-3) { Schedule = new ConstantSchedule() },
                new FineTuneStage("whole net", budget.ScratchEpochs, LearningRate: 3e-3) { Layers = [.. model.Layers.ThatCanTrain, .. model.Layers.BatchNorm] },
            ],
        };
        return new FineTuner(model, head).Train(training, heldOut, options).AccuracyAfter;
    }
}
