using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>The examples of one batch while they are read.</summary>
internal sealed class BatchBuffer(int capacity, int size)
{
    private readonly float[] _values = new float[checked(capacity * size)];

    public int Size => size;

    public int[] Indices { get; } = new int[capacity];

    public BrokenExampleException?[] Broken { get; } = new BrokenExampleException?[capacity];

    public int Count { get; private set; }

    /// <summary>How many are still to be read.</summary>
    public int Left { get; set; }

    public Span<float> ValuesOf(int place) => _values.AsSpan(place * size, size);

    public void Begin(IReadOnlyList<int> order, int start)
    {
        Count = Left = Math.Min(Indices.Length, order.Count - start);
        for (var i = 0; i < Count; i++)
        {
            Indices[i] = order[start + i];
            Broken[i] = null;
        }
    }

    public void Fill(Examples examples, in ExamplePass pass, int place)
    {
        try
        {
            examples.Read(Indices[place], pass, ValuesOf(place));
        }
        catch (BrokenExampleException e)
        {
            Broken[place] = e;
        }
    }
}
