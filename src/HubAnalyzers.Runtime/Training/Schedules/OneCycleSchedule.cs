using System;

namespace HubAnalyzers.Runtime;

/// <summary>
/// One rise and one fall: from a low rate up to the stage's, then down to almost nothing, both along a cosine. The stage's rate is the
/// highest; momentum stays as it is. It takes no warm-up, for it rises by itself.
/// </summary>
public sealed record OneCycleSchedule : LearningRateSchedule
{
    /// <summary>Which share of the steps the rise takes; from 0 to 1.</summary>
    public double Rise { get; init; } = 0.3;

    /// <summary>Which share of the rate the first step has; from 0 to 1.</summary>
    public double Start { get; init; } = 1.0 / 25;

    /// <summary>Which share of the rate the last step has; from 0 to 1.</summary>
    public double End { get; init; } = 1.0 / 25 / 1e4;

    private protected override double FactorAfterWarmUp(int step, int steps)
    {
        var top = (Rise * steps) - 1;
        if (step <= top)
        {
            return Between(Start, 1, top > 0 ? step / top : 1);
        }

        var begin = Math.Max(top, 0);
        return Between(1, End, steps - 1 > begin ? (step - begin) / (steps - 1 - begin) : 0);
    }

    private protected override void CheckOwn(string whose)
    {
        if (WarmUpSteps > 0)
        {
            throw new ArgumentException($"{whose} has WarmUpSteps {WarmUpSteps}; one cycle begins with a rise of its own, so leave it at 0.");
        }

        RequireShare(Rise, whose, nameof(Rise));
        RequireShare(Start, whose, nameof(Start));
        RequireShare(End, whose, nameof(End));
    }

    private static double Between(double from, double to, double share) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));
}
