using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>Some examples of a set, or all with their targets in another order of names.</summary>
internal sealed class ExampleSubset(Examples whole, IReadOnlyList<int> indices, ExampleTargets? targets = null) : Examples
{
    public override int Count => indices.Count;

    public override IReadOnlyList<int> Shape => whole.Shape;

    public override ExampleTargets Targets { get; } = targets ?? whole.Targets.Of(indices);

    public override string Preprocessing => whole.Preprocessing;

    public override string Augmentation => whole.Augmentation;

    internal override bool IsInMemory => whole.IsInMemory;

    internal override double Mixup => whole.Mixup;

    internal override (float Low, float High) Range => whole.Range;

    public override string NameOf(int index) => whole.NameOf(indices[index]);

    protected internal override void Read(int index, in ExamplePass pass, Span<float> values) => whole.Read(indices[index], pass, values);

    protected internal override byte[] HashOf(int index) => whole.HashOf(indices[index]);

    internal override void ReadView(int index, in ExamplePass pass, ImageView? view, Span<float> values) => whole.ReadView(indices[index], pass, view, values);
}
