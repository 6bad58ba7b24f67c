using System.Collections.Generic;
using System.Globalization;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>Metrics as people read them: shares in percent, errors as numbers.</summary>
internal static class MetricText
{
    public static string Of(string name, double value) => name is HeadMetric.Accuracy or HeadMetric.MicroF1
        ? value.ToString("P1", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>The metric with its name; empty where it was not measured.</summary>
    public static string Named(HeadMetric metric, IReadOnlyDictionary<string, double>? metrics) =>
        metrics is not null && metrics.TryGetValue(metric.Name, out var value) ? $"{metric.Name} {Of(metric.Name, value)}" : "";
}
