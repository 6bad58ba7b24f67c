namespace HubAnalyzers.Runtime;

/// <summary>The same rate in every step.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    private protected override double FactorAfterWarmUp(int step, int steps) => 1;
}
