using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>Reads the bound of learning rates that a file's options set.</summary>
internal static class LearningRateOption
{
    public const string Key = "hub_max_learning_rate";

    /// <summary>The bound; null where the option is absent or no number above 0.</summary>
    public static double? Read(AnalyzerConfigOptions options) =>
        options.TryGetValue(Key, out var text) && double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
}
