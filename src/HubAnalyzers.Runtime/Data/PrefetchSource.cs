using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Reads on threads of its own, example by example and so evenly, at most some batches ahead. Batches lie in a ring: batch n has the
/// place n modulo the ring's length, and a reader that wants to begin batch n waits until its place is released.
/// </summary>
internal sealed class PrefetchSource : BatchSource
{
    private readonly Examples _examples;
    private readonly IReadOnlyList<int> _order;
    private readonly int _batchSize;
    private readonly ExamplePass _pass;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private readonly BatchBuffer[] _ring;
    private readonly Thread[] _threads;
    private readonly object _gate = new();
    private int _nextExample;
    private int _taken;
    private int _released;
    private bool _stopped;
    private ExceptionDispatchInfo? _fault;

    public PrefetchSource(
        Examples examples, IReadOnlyList<int> order, int batchSize, ExamplePass pass, DataOptions options, CancellationToken cancellationToken)
    {
        _examples = examples;
        _order = order;
        _batchSize = Math.Min(batchSize, Math.Max(order.Count, 1));
        _pass = pass;
        _cancellationToken = cancellationToken;
        var batches = (order.Count + _batchSize - 1) / _batchSize;
        _ring = [.. Enumerable.Range(0, Math.Min(options.Prefetch, batches)).Select(_ => new BatchBuffer(_batchSize, examples.Size))];
        _registration = cancellationToken.Register(Wake);
        _threads = [.. Enumerable.Range(0, Math.Min(options.Workers, order.Count)).Select(i => new Thread(Work) { IsBackground = true, Name = $"examples {i}" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    public override BatchBuffer Next()
    {
        lock (_gate)
        {
            var buffer = _ring[_taken % _ring.Length];
            while (_fault is null && !_cancellationToken.IsCancellationRequested && !IsComplete(buffer))
            {
                Monitor.Wait(_gate);
            }

            _fault?.Throw();
            _cancellationToken.ThrowIfCancellationRequested();
            _taken++;
            return buffer;
        }
    }

    public override void Release(BatchBuffer buffer)
    {
        lock (_gate)
        {
            _released++;
            Monitor.PulseAll(_gate);
        }
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _registration.Dispose();
    }

    /// <summary>Whether the batch that is next was begun in this buffer and is read to its end.</summary>
    private bool IsComplete(BatchBuffer buffer) => _nextExample > _taken * _batchSize && buffer.Left == 0;

    private void Work()
    {
        try
        {
            while (Begin() is { } work)
            {
                work.Buffer.Fill(_examples, _pass, work.Place);
                Finish(work.Buffer);
            }
        }
        catch (Exception e)
        {
            // A thread of our own must not end the process; the training thread throws it.
            lock (_gate)
            {
                _fault ??= ExceptionDispatchInfo.Capture(e);
                _stopped = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private (BatchBuffer Buffer, int Place)? Begin()
    {
        lock (_gate)
        {
            while (!_stopped && _nextExample < _order.Count && _nextExample / _batchSize >= _released + _ring.Length)
            {
                Monitor.Wait(_gate);
            }

            if (_stopped || _nextExample >= _order.Count)
            {
                return null;
            }

            var (batch, place) = Math.DivRem(_nextExample, _batchSize);
            var buffer = _ring[batch % _ring.Length];
            if (place == 0)
            {
                buffer.Begin(_order, batch * _batchSize);
            }

            _nextExample++;
            return (buffer, place);
        }
    }

    private void Finish(BatchBuffer buffer)
    {
        lock (_gate)
        {
            if (--buffer.Left == 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
