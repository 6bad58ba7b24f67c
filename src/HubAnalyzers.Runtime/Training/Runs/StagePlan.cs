using System.Collections.Generic;
using HubAnalyzers.Runtime.Features;

namespace HubAnalyzers.Runtime.Training;

/// <summary>How a stage is computed: the same answer before a run, in its estimate, and after it, in its receipt.</summary>
internal static class StagePlan
{
    /// <summary>Whether the model's call for training is run: where something of it trains.</summary>
    public static bool IsTraining(FineTuneStage stage) => stage.Layers.Count > 0;

    /// <summary>How the features of the training examples are used.</summary>
    public static FeatureUse TrainingUse(FineTuneOptions options, FineTuneStage stage, Examples training) => new(IsTraining(stage), training.VariesByEpoch, stage.Epochs, options.BatchSize);

    /// <summary>How the features of the validation examples are used.</summary>
    /// <param name="options">The run's.</param>
    /// <param name="stage">The stage; before the first step of the first there is a validation more.</param>
    /// <param name="steps">The steps of an epoch.</param>
    public static FeatureUse ValidationUse(FineTuneOptions options, FineTuneStage stage, int steps) => new(
        IsTraining: false,
        IsVaried: false,
        (ReferenceEquals(stage, options.Stages[0]) ? 1 : 0) + (stage.Epochs * (1L + ((steps - 1) / (options.ValidateEverySteps ?? steps)))),
        options.BatchSize);

    /// <summary>The decisions in lines.</summary>
    /// <param name="plan">How the model's call is computed.</param>
    /// <param name="training">Where the features of the training examples are.</param>
    /// <param name="validation">Where those of the validation examples are.</param>
    public static IReadOnlyList<string> Lines(ExecutionPlan plan, string training, string validation) =>
    [
        .. plan.Lasting,
        "training examples: what the frozen part gives is " + training,
        "validation examples: what the frozen part gives is " + validation,
    ];
}
