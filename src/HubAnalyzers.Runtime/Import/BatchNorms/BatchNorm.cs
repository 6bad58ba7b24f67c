using System.Collections.Generic;

namespace HubAnalyzers.Runtime.Import;

/// <summary>A batch normalization of a graph that normalizes by the statistics of its batch.</summary>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Node">The fused operation; null where it is written as several.</param>
/// <param name="Statistics">Mean and variance; of a layer that is called more than once those of each call.</param>
internal sealed record BatchNorm(string Layer, int? Node, IReadOnlyList<BatchStatistic> Statistics)
{
    /// <summary>Whether the graph moves the statistics that inference uses.</summary>
    public bool IsUpdated { get; init; }
}

/// <summary>A statistic of a batch, and what inference has in its place.</summary>
/// <param name="Batch">The value computed from the batch.</param>
/// <param name="Variable">The moving statistic.</param>
internal readonly record struct BatchStatistic(ValueRef Batch, int Variable);
