using System;
using System.Globalization;
using System.Text.Json.Serialization;

namespace HubAnalyzers.Runtime;

/// <summary>
/// How the learning rate goes from the first step of a stage to its last: <see cref="ConstantSchedule"/>, <see cref="CosineSchedule"/>,
/// <see cref="PolynomialSchedule"/> or <see cref="OneCycleSchedule"/>, all but the last with a warm-up in front where asked for.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(PolynomialSchedule), "polynomial")]
[JsonDerivedType(typeof(OneCycleSchedule), "one-cycle")]
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>How many steps the rate first rises in a straight line before the schedule proper begins; 0 is no warm-up.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Which share of the rate the warm-up starts at; from 0 to 1. At 0 the first step moves nothing.</summary>
    public double WarmUpFrom { get; init; } = 0.01;

    /// <summary>What the stage's learning rate is multiplied by in a step.</summary>
    /// <param name="step">Which step of the stage, counted from 0.</param>
    /// <param name="steps">How many steps the stage has.</param>
    public double Factor(int step, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, steps);
        return step < WarmUpSteps
            ? WarmUpFrom + ((1 - WarmUpFrom) * step / WarmUpSteps)
            : FactorAfterWarmUp(step - WarmUpSteps, steps - WarmUpSteps);
    }

    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    internal void Check(string whose)
    {
        if (WarmUpSteps < 0)
        {
            throw new ArgumentException($"{whose} has WarmUpSteps {WarmUpSteps}; it must be at least 0.");
        }

        RequireShare(WarmUpFrom, whose, nameof(WarmUpFrom));
        CheckOwn(whose);
    }

    private protected abstract double FactorAfterWarmUp(int step, int steps);

    private protected virtual void CheckOwn(string whose)
    {
    }

    private protected static void RequireShare(double value, string whose, string name)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{whose} has {name} {value}; it must be from 0 to 1."));
        }
    }
}
