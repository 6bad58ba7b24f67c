using System;
using System.Globalization;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What a step computed is no number; no weight was moved by it.</summary>
internal sealed class NonFiniteLossException(string what, double value, string place, double rate, string broken)
    : InvalidOperationException(string.Create(
        CultureInfo.InvariantCulture, $"The {what} of {place} is {value}; lower its learning rate ({rate}), or look for such numbers in the images.{broken}"))
{
    /// <summary>What was no number.</summary>
    public string What { get; } = what;

    /// <summary>What it was.</summary>
    public double Value { get; } = value;
}
