using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>What came out of a run.</summary>
/// <param name="Before">What was measured before the first step.</param>
/// <param name="After">What was measured at the end.</param>
/// <param name="StoppedEarly">The stages that ended early.</param>
/// <param name="WasStopped">Whether the run was stopped from outside.</param>
/// <param name="ModelWeights">A digest over all of the model's variables.</param>
/// <param name="HeadWeights">A digest over the head's.</param>
/// <param name="Changed">The model's variables whose bytes changed.</param>
/// <param name="Unchanged">How many kept theirs.</param>
public sealed record ReceiptResults(
    IReadOnlyDictionary<string, double> Before,
    IReadOnlyDictionary<string, double> After,
    IReadOnlyList<string> StoppedEarly,
    bool WasStopped,
    string ModelWeights,
    string HeadWeights,
    IReadOnlyList<string> Changed,
    int Unchanged);
