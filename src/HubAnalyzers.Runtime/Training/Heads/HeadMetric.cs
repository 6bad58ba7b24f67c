using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>What a head's outputs are measured by.</summary>
/// <param name="Name">Its name in options and results.</param>
/// <param name="HigherIsBetter">Which direction is better.</param>
public sealed record HeadMetric(string Name, bool HigherIsBetter)
{
    /// <summary>The share of labels that are right.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The loss, without label smoothing and class weights, so that it compares between runs.</summary>
    public const string Loss = "loss";

    /// <summary>The F1 score over all labels of all examples together.</summary>
    public const string MicroF1 = "micro_f1";

    /// <summary>The mean absolute error.</summary>
    public const string MeanAbsoluteError = "mae";

    private static readonly string[] _own = [MicroF1, Accuracy, MeanAbsoluteError];

    /// <summary>Which of some metrics says most of a head: its own kind's; of a custom head the first by name; the loss where there is no other.</summary>
    internal static string Deciding(IEnumerable<string> names)
    {
        var there = names.Where(static n => n != Loss).Order(StringComparer.Ordinal).ToList();
        return _own.FirstOrDefault(there.Contains) ?? there.FirstOrDefault() ?? Loss;
    }
}
