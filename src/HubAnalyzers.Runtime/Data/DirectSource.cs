using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>Reads on the thread that asks.</summary>
internal sealed class DirectSource(Examples examples, IReadOnlyList<int> order, int batchSize, ExamplePass pass) : BatchSource
{
    private readonly BatchBuffer _buffer = new(Math.Min(batchSize, order.Count), examples.Size);
    private int _start;

    public override BatchBuffer Next()
    {
        _buffer.Begin(order, _start);
        for (var i = 0; i < _buffer.Count; i++)
        {
            _buffer.Fill(examples, pass, i);
        }

        _start += batchSize;
        return _buffer;
    }

    public override void Release(BatchBuffer buffer)
    {
    }

    public override void Dispose()
    {
    }
}
