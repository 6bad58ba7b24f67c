namespace HubAnalyzers.Runtime;

/// <summary>How well one number was predicted.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="MeanAbsoluteError">How far predictions are off in the mean.</param>
/// <param name="RootMeanSquareError">The same, with far ones counting more.</param>
/// <param name="RSquared">
/// Which share of the number's variance the predictions explain: 1 is all of it, 0 is no better than its mean, below 0 is worse; not a
/// number where it does not vary.
/// </param>
public sealed record ValueScore(string Name, double MeanAbsoluteError, double RootMeanSquareError, double RSquared);
