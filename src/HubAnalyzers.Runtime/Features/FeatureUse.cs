namespace HubAnalyzers.Runtime.Features;

/// <summary>How a stage uses the features of a set of examples.</summary>
/// <param name="IsTraining">Whether the call in training mode computes them.</param>
/// <param name="IsVaried">Whether an example differs from one pass to the next.</param>
/// <param name="Passes">How often the set is gone through, at least.</param>
/// <param name="BatchSize">How many examples are computed at once.</param>
internal readonly record struct FeatureUse(bool IsTraining, bool IsVaried, long Passes, int BatchSize);
