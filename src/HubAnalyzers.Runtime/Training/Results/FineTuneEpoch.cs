using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>One epoch of a run.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Epoch">Which epoch of the stage, counted from 1.</param>
/// <param name="Loss">The mean loss of its steps; the model's own regularization losses are trained on and left out here.</param>
/// <param name="ValidationAccuracy">The share of validation labels that were right after it; not a number where the head has no accuracy.</param>
public sealed record FineTuneEpoch(string Stage, int Epoch, double Loss, double ValidationAccuracy)
{
    /// <summary>All of the head's metrics on the validation examples after it, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}
