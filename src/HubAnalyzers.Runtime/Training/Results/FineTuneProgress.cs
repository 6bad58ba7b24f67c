using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>Where a run stands after a step.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="StageIndex">Which stage, counted from 0.</param>
/// <param name="Epoch">Which epoch of the stage, counted from 1.</param>
/// <param name="Epochs">The stage's epochs.</param>
/// <param name="Step">Which step of the epoch, counted from 1.</param>
/// <param name="Steps">The epoch's steps.</param>
/// <param name="Loss">The step's loss.</param>
/// <param name="ValidationAccuracy">After a validation, the share of validation labels that are right, where the head has an accuracy; null before.</param>
public sealed record FineTuneProgress(string Stage, int StageIndex, int Epoch, int Epochs, int Step, int Steps, double Loss, double? ValidationAccuracy)
{
    /// <summary>The step's learning rate, before factors of single layers.</summary>
    public double LearningRate { get; init; }

    /// <summary>The length of all gradients together before it was bounded; null where <see cref="FineTuneOptions.MaxGradientNorm"/> is not set.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>After a validation, all of the head's metrics by name; null before.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
}
