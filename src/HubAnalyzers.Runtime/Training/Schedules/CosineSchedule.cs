using System;

namespace HubAnalyzers.Runtime;

/// <summary>Half a wave of the cosine, from the stage's rate down to <see cref="End"/>.</summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>Which share of the rate would be reached one step after the last; from 0 to 1.</summary>
    public double End { get; init; }

    private protected override double FactorAfterWarmUp(int step, int steps) => End + ((1 - End) * (1 + Math.Cos(Math.PI * step / steps)) / 2);

    private protected override void CheckOwn(string whose) => RequireShare(End, whose, nameof(End));
}
