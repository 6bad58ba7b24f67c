using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// What the head is given for some examples in one stage. While nothing of the model trains, the model says the same of an example
/// each time, if the example is the same each time: then it is asked once.
/// </summary>
internal sealed class StageInputs : IDisposable
{
    private readonly HubModel _model;
    private readonly BatchLoader _loader;
    private readonly torch.Tensor? _features;
    private readonly int[] _rows = [];

    /// <summary>Prepares the stage.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="data">How they are read.</param>
    /// <param name="isKept">Whether the model is asked once and its answers are kept.</param>
    /// <param name="batchSize">How many examples are computed at once.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    public StageInputs(HubModel model, Examples examples, DataOptions data, bool isKept, int batchSize, CancellationToken cancellationToken)
    {
        _model = model;
        _loader = new BatchLoader(examples, data);
        if (isKept)
        {
            _rows = new int[examples.Count];
            _features = Features(examples.Count, batchSize, cancellationToken);
        }
    }

    /// <summary>Goes through some examples in batches.</summary>
    public IEnumerable<StageBatch> Read(int[] order, int batchSize, ExamplePass pass, CancellationToken cancellationToken)
    {
        if (_features is null)
        {
            foreach (var batch in _loader.Read(order, batchSize, pass, cancellationToken))
            {
                yield return new StageBatch(batch.Indices, batch.Values, AreFeatures: false, batch.Mix);
            }

            yield break;
        }

        foreach (var chunk in order.Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var indices = chunk.Where(i => _rows[i] >= 0).ToArray();
            if (indices.Length > 0)
            {
                using var rows = torch.tensor(indices.Select(i => (long)_rows[i]).ToArray(), device: _features.device);
                yield return new StageBatch(indices, _features.index_select(0, rows).DetachFromDisposeScope(), AreFeatures: true, null);
            }
        }
    }

    /// <summary>The features of a batch, recorded for gradients where the model trains.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="training">Whether the model's call for training is run. While nothing of the model trains it never is, as in Hub.</param>
    public torch.Tensor FeaturesOf(StageBatch batch, bool training = false) => batch.AreFeatures ? batch.Values.alias() : _model.Call(batch.Values, training);

    public void Dispose() => _features?.Dispose();

    private torch.Tensor Features(int count, int batchSize, CancellationToken cancellationToken)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var parts = new List<torch.Tensor>();
        var row = 0;
        Array.Fill(_rows, -1);
        foreach (var batch in _loader.Read([.. Enumerable.Range(0, count)], batchSize, default, cancellationToken))
        {
            using (batch)
            {
                parts.Add(_model.Call(batch.Values));
                foreach (var index in batch.Indices)
                {
                    _rows[index] = row++;
                }
            }
        }

        return torch.cat(parts).MoveToOuterDisposeScope();
    }
}
