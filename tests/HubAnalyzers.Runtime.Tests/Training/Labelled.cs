using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime.Tests.Training;

/// <summary>Images with other targets than classes.</summary>
internal sealed class Labelled(LabelledImages images, ExampleTargets targets) : Examples
{
    public override int Count => images.Count;

    public override IReadOnlyList<int> Shape => images.Shape;

    public override ExampleTargets Targets => targets;

    public override string NameOf(int index) => images.NameOf(index);

    protected internal override void Read(int index, in ExamplePass pass, Span<float> values) => images.Read(index, pass, values);
}
