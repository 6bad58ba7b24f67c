using System;
using System.Globalization;

namespace HubAnalyzers.Runtime;

/// <summary>Which learning rates are tried, and when it is enough.</summary>
public sealed record LearningRateSearchOptions
{
    /// <summary>The first rate; above 0.</summary>
    public double Start { get; init; } = 1e-6;

    /// <summary>The last rate; above <see cref="Start"/>.</summary>
    public double End { get; init; } = 10;

    /// <summary>How many steps lie from the one to the other, each a fixed multiple of the rate before; from 20 to 10,000.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>How slowly the smoothed loss follows the loss; from 0 to below 1.</summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>The search ends where the smoothed loss is so many times its lowest value; above 1.</summary>
    public double Divergence { get; init; } = 4;

    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    internal void Check()
    {
        Require(Start > 0 && double.IsFinite(Start), nameof(Start), Start, "a number above 0");
        Require(End > Start && double.IsFinite(End), nameof(End), End, string.Create(CultureInfo.InvariantCulture, $"above Start ({Start})"));
        Require(Steps is >= 20 and <= 10_000, nameof(Steps), Steps, "from 20 to 10000");
        Require(Smoothing is >= 0 and < 1, nameof(Smoothing), Smoothing, "at least 0 and below 1");
        Require(Divergence > 1 && double.IsFinite(Divergence), nameof(Divergence), Divergence, "a number above 1");
    }

    /// <summary>The rate of a step, counted from 0.</summary>
    internal double RateOf(int step) => Start * Math.Pow(End / Start, (double)step / (Steps - 1));

    private static void Require(bool isMet, string name, double value, string what)
    {
        if (!isMet)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} of the search is {value}; it must be {what}."), name);
        }
    }
}
