using System.Collections.Generic;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What options change in a head's loss.</summary>
internal sealed record LossSettings(double LabelSmoothing, IReadOnlyList<double>? ClassWeights)
{
    /// <summary>The loss as it is measured.</summary>
    public static LossSettings Plain { get; } = new(0, null);
}
