using System;
using System.Globalization;

namespace HubAnalyzers.Runtime;

/// <summary>What a dense head has besides its last layer.</summary>
public sealed record HeadOptions
{
    /// <summary>Which share of the values is left out by chance in training, in front of each dense layer; from 0 to below 1.</summary>
    public double Dropout { get; init; }

    /// <summary>The size of a hidden layer with ReLU in front of the last; 0 is none.</summary>
    public int HiddenUnits { get; init; }

    internal void Check()
    {
        if (!(Dropout >= 0 && Dropout < 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Dropout is {Dropout}; it must be at least 0 and below 1."), nameof(Dropout));
        }

        if (HiddenUnits < 0)
        {
            throw new ArgumentException($"HiddenUnits is {HiddenUnits}; it must be at least 0.", nameof(HiddenUnits));
        }
    }
}
