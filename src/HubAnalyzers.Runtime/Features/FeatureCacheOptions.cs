using System;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Where a run keeps what the frozen part of the model gives for each example, so that it is computed once and not in each epoch. The
/// weights that come out are the same as without. What may differ from epoch to epoch (augmented examples) is never kept.
/// </summary>
public sealed record FeatureCacheOptions
{
    /// <summary>
    /// The folder of a cache on disk, which later runs, and a run that is resumed, use again; null keeps features in memory only. A file
    /// in it is named by a digest of what its features depend on: model, weights, plan, preprocessing and data.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>How many bytes the features of a stage may take in memory where there is no <see cref="Directory"/>; those that do not fit are computed in each epoch.</summary>
    public long MaxMemoryBytes { get; init; } = 1L << 30;

    internal void Check()
    {
        if (Directory is not null && string.IsNullOrWhiteSpace(Directory))
        {
            throw new ArgumentException("FeatureCache has an empty Directory.", nameof(FineTuneOptions.FeatureCache));
        }

        if (MaxMemoryBytes < 0)
        {
            throw new ArgumentException($"FeatureCache has MaxMemoryBytes {MaxMemoryBytes}; at least 0 is needed.", nameof(FineTuneOptions.FeatureCache));
        }
    }
}
