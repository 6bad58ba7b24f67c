using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using HubAnalyzers.Runtime.Features;
using HubAnalyzers.Runtime.Native;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What the head is given for some examples in one stage. What the frozen part of the model says of them is taken from a cache where there is one.</summary>
/// <param name="model">The model.</param>
/// <param name="examples">The examples.</param>
/// <param name="data">How they are read.</param>
/// <param name="cache">What is kept of them, to be disposed with this; null where nothing is.</param>
internal sealed class StageInputs(HubModel model, Examples examples, DataOptions data, FeatureCache? cache = null) : IDisposable
{
    private readonly BatchLoader _loader = new(examples, data);

    /// <summary>Where the head is given them.</summary>
    public HubDevice Device => model.Device;

    /// <summary>Goes through some examples in batches.</summary>
    public IEnumerable<StageBatch> Read(int[] order, int batchSize, ExamplePass pass, CancellationToken cancellationToken)
    {
        if (Open() is not { } features)
        {
            foreach (var batch in _loader.Read(order, batchSize, pass, cancellationToken))
            {
                yield return new StageBatch(batch.Indices, [batch.Values], AreFeatures: false, batch.Mix);
            }

            yield break;
        }

        foreach (var chunk in order.Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var indices = Array.TrueForAll(chunk, features.Has) ? chunk : Array.FindAll(chunk, features.Has);
            if (indices.Length > 0)
            {
                yield return new StageBatch(indices, features.Read(indices), AreFeatures: true, null);
            }
        }
    }

    /// <summary>The features of a batch, recorded for gradients where the model trains. Where they were kept they are the batch's own.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="training">Whether the model's call for training is run. While nothing of the model trains it never is, as in Hub.</param>
    public torch.Tensor FeaturesOf(StageBatch batch, bool training = false) =>
        !batch.AreFeatures ? model.Call(batch.Values[0], training)
        : cache!.AreResults ? batch.Values[0]
        : model.CallTrainedPart(batch.Values, training);

    public void Dispose() => cache?.Dispose();

    /// <summary>What is kept of the examples, computed where it is not there yet; null where nothing is.</summary>
    /// <exception cref="HubOutOfMemoryException">There is not enough memory to compute it.</exception>
    public IFeatureStore? Open()
    {
        try
        {
            return cache?.Open();
        }
        catch (ExternalException e) when (AllocationFailures.Of(e, $"What the frozen part of '{model.Facts.Name}' gives for {examples.Count} examples") is { } failure)
        {
            throw failure;
        }
    }
}
