using System;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.FineTune.HubModels;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>The whole net, batch normalization and all, trained on the new classes: from what it learnt in pretraining, or from random weights.</summary>
internal static class WholeNet
{
    private const int BatchSize = 50;

    /// <summary>Gives the share of held-out images that are right at the end.</summary>
    public static double Train(Examples training, Examples heldOut, ComparisonBudget budget, TrainingRecipe recipe, ulong seed, bool fromRandomWeights)
    {
        // Random weights need statistics of their own: batch normalization trains whole, as in pretraining.
        using var model = ShapesMobilenet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Any });
        if (fromRandomWeights)
        {
            RandomWeights.Draw(model, (long)seed);
        }

        using var head = new ClassificationHead(model, ShapeClasses.Unseen.Count, (long)seed);
        var stepsOfEpoch = (training.Count + BatchSize - 1) / BatchSize;
        var options = new FineTuneOptions
        {
            Seed = seed,
            BatchSize = BatchSize,
            Optimizer = recipe.Optimizer,
            Schedule = new CosineSchedule { WarmUpSteps = Math.Min(recipe.WarmUpSteps, budget.WholeSteps / 4) },
            Stages =
            [
                // A run begins with the head alone; here that is one epoch more, and harmless.
                new FineTuneStage("head", Epochs: 1, LearningRate: 3e-3) { Schedule = new ConstantSchedule() },
                new FineTuneStage("whole net", budget.WholeSteps / stepsOfEpoch, recipe.LearningRate) { Layers = [.. model.Layers.ThatCanTrain, .. model.Layers.BatchNorm] },
            ],
        };

        // Epochs of few images are many, and a validation on all held-out images after each would take longer than they do.
        var tuner = new FineTuner(model, head);
        tuner.Train(recipe.Augmentation is { } augmentation ? training.Augment(augmentation) : training, Images.Draw(perClass: 1, seed: 8), options);
        return tuner.Accuracy(heldOut);
    }
}
