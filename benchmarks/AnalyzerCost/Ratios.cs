using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Benchmarks.AnalyzerCost;

/// <summary>One ratio, measured several times: both its numbers come from one build each time, so that a busy machine slows both.</summary>
internal sealed class Ratios(string name, double goal)
{
    private readonly List<double> _values = [];

    /// <summary>Whether the median is as good as it shall be.</summary>
    public bool IsMet => Median <= goal;

    private double Median => _values.Order().ElementAt(_values.Count / 2);

    public void Add(double value) => _values.Add(value);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {Median:F4} ({_values.Min():F4} to {_values.Max():F4} in {_values.Count} runs; goal: at most {goal})");
}
