using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>One validation of a run.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Epoch">Which epoch of the stage, counted from 1.</param>
/// <param name="Step">After which step of the epoch, counted from 1.</param>
/// <param name="Metrics">The head's metrics on the validation examples, by name.</param>
public sealed record FineTuneValidation(string Stage, int Epoch, int Step, IReadOnlyDictionary<string, double> Metrics);
