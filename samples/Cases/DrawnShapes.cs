using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.Cases;

/// <summary>Images that are drawn when they are asked for, as files are read from a disk; it counts how often that is.</summary>
internal sealed class DrawnShapes : Examples
{
    private readonly IReadOnlyList<ShapeClass> _classes;
    private readonly ulong _seed;
    private int _reads;

    public DrawnShapes(IReadOnlyList<ShapeClass> classes, int perClass, ulong seed)
    {
        _classes = classes;
        _seed = seed;
        Count = classes.Count * perClass;
        Targets = new ClassTargets([.. Enumerable.Range(0, Count).Select(i => i % classes.Count)], [.. classes.Select(static c => c.ToString())]);
    }

    /// <summary>How many images were drawn.</summary>
    public int Reads => _reads;

    public override int Count { get; }

    public override IReadOnlyList<int> Shape { get; } = [ShapePainter.Size, ShapePainter.Size, ShapePainter.Channels];

    public override ExampleTargets Targets { get; }

    public override string NameOf(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{_classes[index % _classes.Count]} {index / _classes.Count} of seed {_seed}");

    protected override void Read(int index, in ExamplePass pass, Span<float> values)
    {
        Interlocked.Increment(ref _reads);
        ShapePainter.Paint(_classes[index % _classes.Count], new ShapeRandom((_seed << 32) + (ulong)index), values);
    }

    /// <summary>The name says which image it is, so that none has to be drawn for the digest.</summary>
    protected override byte[] HashOf(int index) => SHA256.HashData(Encoding.UTF8.GetBytes(NameOf(index)));
}
