using System;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>What a <see cref="CustomHead"/> is measured by.</summary>
/// <param name="Name">Its name in options and results.</param>
/// <param name="HigherIsBetter">Which direction is better.</param>
/// <param name="Measure">Computes it from the outputs and targets of all validation examples at once.</param>
public sealed record CustomMetric(string Name, bool HigherIsBetter, Func<torch.Tensor, torch.Tensor, double> Measure);
