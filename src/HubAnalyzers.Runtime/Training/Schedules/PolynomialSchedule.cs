using System;
using System.Globalization;

namespace HubAnalyzers.Runtime;

/// <summary>From the stage's rate down to <see cref="End"/> by a power of what is left of the stage; a straight line where the power is 1.</summary>
public sealed record PolynomialSchedule : LearningRateSchedule
{
    /// <summary>The power; above 0.</summary>
    public double Power { get; init; } = 1;

    /// <summary>Which share of the rate would be reached one step after the last; from 0 to 1.</summary>
    public double End { get; init; }

    private protected override double FactorAfterWarmUp(int step, int steps) => End + ((1 - End) * Math.Pow(1 - ((double)step / steps), Power));

    private protected override void CheckOwn(string whose)
    {
        if (!(Power > 0) || double.IsInfinity(Power))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{whose} has Power {Power}; it must be a number above 0."));
        }

        RequireShare(End, whose, nameof(End));
    }
}
