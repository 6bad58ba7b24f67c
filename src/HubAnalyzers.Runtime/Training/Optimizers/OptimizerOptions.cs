using System;
using System.Globalization;
using System.Text.Json.Serialization;

namespace HubAnalyzers.Runtime;

/// <summary>Which optimizer moves the weights, and how it is set: <see cref="AdamOptions"/>, <see cref="AdamWOptions"/> or <see cref="SgdOptions"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AdamOptions), "adam")]
[JsonDerivedType(typeof(AdamWOptions), "adamw")]
[JsonDerivedType(typeof(SgdOptions), "sgd")]
public abstract record OptimizerOptions
{
    private protected OptimizerOptions()
    {
    }

    /// <summary>
    /// How strongly weights are drawn to 0; at least 0. It spares biases and what normalizations scale and shift by, which it would
    /// only disturb.
    /// </summary>
    public double WeightDecay { get; init; }

    internal void Check(string whose)
    {
        RequireFrom(WeightDecay, 0, double.PositiveInfinity, whose, nameof(WeightDecay));
        CheckOwn(whose);
    }

    private protected abstract void CheckOwn(string whose);

    /// <summary>Requires <paramref name="value"/> to be at least the one bound and below the other.</summary>
    private protected static void RequireFrom(double value, double least, double below, string whose, string name)
    {
        if (!(value >= least && value < below && value <= float.MaxValue))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{whose} has {name} {value}; it must be at least {least}{(double.IsInfinity(below) ? " and a number that float32 can hold" : string.Create(CultureInfo.InvariantCulture, $" and below {below}"))}."));
        }
    }

    private protected static void RequireAboveZero(double value, string whose, string name)
    {
        if (!(value > 0) || value > float.MaxValue)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{whose} has {name} {value}; it must be a number above 0 that float32 can hold."));
        }
    }
}
