using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Reads examples in batches ahead of the training thread. What comes out depends on the order and the pass alone, not on how many
/// threads read.
/// </summary>
internal sealed class BatchLoader
{
    private readonly Examples _examples;
    private readonly DataOptions _options;
    private readonly SortedDictionary<int, BrokenExampleException> _broken = [];

    public BatchLoader(Examples examples, DataOptions options)
    {
        _examples = examples;
        _options = options;
        options.Validate();
    }

    /// <summary>The examples that could not be read so far, each once.</summary>
    public IReadOnlyCollection<BrokenExampleException> Broken => _broken.Values;

    /// <summary>Reads some examples. To stop before the end ends the threads that read.</summary>
    /// <param name="order">Which, in this order.</param>
    /// <param name="batchSize">How many at a time.</param>
    /// <param name="pass">What for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BrokenExampleException">While it is enumerated: more examples are broken than may be.</exception>
    public IEnumerable<Batch> Read(IReadOnlyList<int> order, int batchSize, ExamplePass pass, CancellationToken cancellationToken = default)
    {
        using var source = _options.Workers == 0 || _examples.IsInMemory
            ? (BatchSource)new DirectSource(_examples, order, batchSize, pass)
            : new PrefetchSource(_examples, order, batchSize, pass, _options, cancellationToken);
        for (var start = 0; start < order.Count; start += batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var filled = source.Next();
            var batch = ToBatch(filled, pass);
            source.Release(filled);
            if (batch is not null)
            {
                yield return batch;
            }
        }
    }

    private Batch? ToBatch(BatchBuffer filled, in ExamplePass pass)
    {
        for (var i = 0; i < filled.Count; i++)
        {
            if (filled.Broken[i] is { } broken && _broken.TryAdd(filled.Indices[i], broken) && _broken.Count > _options.MaxBroken)
            {
                throw broken.AsTooMany($"number {_broken.Count}", _options.MaxBroken);
            }
        }

        var indices = Enumerable.Range(0, filled.Count).Where(i => filled.Broken[i] is null).ToArray();
        if (indices.Length == 0)
        {
            return null;
        }

        var values = torch.empty([indices.Length, .. _examples.Shape.Select(static d => (long)d)]).DetachFromDisposeScope();
        var target = MemoryMarshal.Cast<byte, float>(values.bytes);
        for (var i = 0; i < indices.Length; i++)
        {
            filled.ValuesOf(indices[i]).CopyTo(target[(i * filled.Size)..]);
            indices[i] = filled.Indices[indices[i]];
        }

        if (!pass.IsTraining || _examples.Mixup == 0 || indices.Length < 2)
        {
            return new Batch(indices, values, null);
        }

        using (values)
        {
            var mix = MixOf(indices, pass);
            return new Batch(indices, mix.Apply(values).DetachFromDisposeScope(), mix);
        }
    }

    /// <summary>Each is mixed with its neighbour: the order is random already.</summary>
    private BatchMix MixOf(int[] indices, ExamplePass pass) => new(
        [.. Enumerable.Range(1, indices.Length).Select(i => i % indices.Length)],
        [.. indices.Select(i =>
        {
            var share = new SampleRandom(pass, _examples.NameOf(i), "mixup").Beta(_examples.Mixup);
            return (float)Math.Max(share, 1 - share);
        })]);
}
