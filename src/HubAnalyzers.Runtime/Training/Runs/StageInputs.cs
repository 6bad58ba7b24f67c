using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// What the head is given for some examples in one stage. While nothing of the model trains, the model says the same of an example
/// each time: then it is asked once.
/// </summary>
internal sealed class StageInputs : IDisposable
{
    private readonly HubModel _model;
    private readonly LabelledImages _examples;
    private readonly torch.Tensor? _features;

    /// <summary>Prepares the stage.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="isFrozen">Whether nothing of the model trains.</param>
    /// <param name="batchSize">How many examples are computed at once.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    public StageInputs(HubModel model, LabelledImages examples, bool isFrozen, int batchSize, CancellationToken cancellationToken)
    {
        _model = model;
        _examples = examples;
        _features = isFrozen ? Features(batchSize, cancellationToken) : null;
    }

    /// <summary>The features of some examples, recorded for gradients where the model trains.</summary>
    public torch.Tensor Of(int[] batch) => _features is null
        ? _model.Call(_examples.Batch(batch))
        : _features.index_select(0, torch.tensor(batch.Select(static i => (long)i).ToArray()));

    public void Dispose() => _features?.Dispose();

    private torch.Tensor Features(int batchSize, CancellationToken cancellationToken)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var parts = new List<torch.Tensor>();
        foreach (var batch in Enumerable.Range(0, _examples.Count).Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var input = _examples.Batch(batch);
            parts.Add(_model.Call(input));
        }

        return torch.cat(parts).MoveToOuterDisposeScope();
    }
}
