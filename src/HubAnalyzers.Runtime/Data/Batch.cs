using System;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>Examples that were read.</summary>
/// <param name="Indices">Which they are, in the order asked for; broken ones are left out.</param>
/// <param name="Values">[n, …] of float32 on the CPU; belongs to the batch.</param>
/// <param name="Mix">How they were mixed, for their targets; null where they were not.</param>
internal sealed record Batch(int[] Indices, torch.Tensor Values, BatchMix? Mix) : IDisposable
{
    public void Dispose() => Values.Dispose();
}
