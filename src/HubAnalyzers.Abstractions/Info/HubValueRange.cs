using System.Globalization;

namespace HubAnalyzers;

/// <summary>The values that an input takes.</summary>
public sealed class HubValueRange
{
    /// <summary>Creates the range.</summary>
    /// <param name="low">The least value: black, for images.</param>
    /// <param name="high">The greatest value: white, for images.</param>
    public HubValueRange(double low, double high)
    {
        Low = low;
        High = high;
    }

    /// <summary>The least value: black, for images.</summary>
    public double Low { get; }

    /// <summary>The greatest value: white, for images.</summary>
    public double High { get; }

    /// <summary>"0 to 255".</summary>
    public override string ToString() => Low.ToString(CultureInfo.InvariantCulture) + " to " + High.ToString(CultureInfo.InvariantCulture);
}
