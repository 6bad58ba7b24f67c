using System;
using System.Collections.Generic;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Some examples as a stage takes them.</summary>
/// <param name="Indices">Which they are; broken ones are left out.</param>
/// <param name="Values">The model's input, or what its frozen part gives where that was kept; they belong to the batch.</param>
/// <param name="AreFeatures">Which of both.</param>
/// <param name="Mix">How they were mixed; null where they were not.</param>
internal sealed record StageBatch(int[] Indices, IReadOnlyList<torch.Tensor> Values, bool AreFeatures, BatchMix? Mix) : IDisposable
{
    public void Dispose()
    {
        foreach (var value in Values)
        {
            value.Dispose();
        }
    }
}
