using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Hands out an epoch's batches step by step. A batch of broken examples only does not come at all, so that counting would go wrong.</summary>
internal sealed class Ahead(IEnumerable<StageBatch> batches) : IDisposable
{
    private readonly IEnumerator<StageBatch> _batches = batches.GetEnumerator();
    private StageBatch? _next;

    /// <summary>The batches of some examples, which follow those asked for before.</summary>
    public IEnumerable<StageBatch> Of(int[] examples)
    {
        while (Peek() is { } batch && examples.Contains(batch.Indices[0]))
        {
            _next = null;
            using (batch)
            {
                yield return batch;
            }
        }
    }

    public void Dispose()
    {
        _next?.Dispose();
        _batches.Dispose();
    }

    private StageBatch? Peek() => _next ??= _batches.MoveNext() ? _batches.Current : null;
}
