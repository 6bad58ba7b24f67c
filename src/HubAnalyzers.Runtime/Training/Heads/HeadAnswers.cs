using System.Collections.Generic;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>A head's answers for examples, and what it is measured by.</summary>
/// <param name="Examples">The examples.</param>
/// <param name="Indices">Which of them were read, a row of the outputs each.</param>
/// <param name="Outputs">The head's outputs; the caller's.</param>
/// <param name="Metrics">The head's metrics.</param>
internal sealed record HeadAnswers(Examples Examples, int[] Indices, torch.Tensor Outputs, IReadOnlyDictionary<string, double> Metrics);
