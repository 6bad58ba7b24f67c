using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace HubAnalyzers.Runtime.Tests.Data;

/// <summary>Examples of two numbers, their index and their epoch; some are broken, some take long, and it is counted how many are read at once.</summary>
internal sealed class CountedExamples(int count, params int[] broken) : Examples
{
    private int _reads;

    public override int Count => count;

    public override IReadOnlyList<int> Shape => [2];

    public override ExampleTargets Targets => new ClassTargets([.. Enumerable.Range(0, count).Select(static i => i % 2)], ["even", "odd"]);

    public int Reads => _reads;

    public Action<int> BeforeRead { get; init; } = static _ => { };

    public double Mixing { get; init; }

    internal override double Mixup => Mixing;

    public override string NameOf(int index) => $"folder/{index}";

    protected internal override void Read(int index, in ExamplePass pass, Span<float> values)
    {
        Interlocked.Increment(ref _reads);
        BeforeRead(index);
        if (broken.Contains(index))
        {
            throw new BrokenExampleException(NameOf(index), "it is a test");
        }

        values[0] = index;
        values[1] = pass.Epoch;
    }
}
