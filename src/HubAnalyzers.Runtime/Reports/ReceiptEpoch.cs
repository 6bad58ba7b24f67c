using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>An epoch of a run.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Epoch">Which epoch of the stage, counted from 1.</param>
/// <param name="Loss">The mean loss of its steps.</param>
/// <param name="Metrics">What was measured after it.</param>
public sealed record ReceiptEpoch(string Stage, int Epoch, double Loss, IReadOnlyDictionary<string, double> Metrics);
