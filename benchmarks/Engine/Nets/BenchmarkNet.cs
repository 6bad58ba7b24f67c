using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Pretrain.Net;
using static TorchSharp.torch;

namespace HubAnalyzers.Benchmarks.Engine.Nets;

/// <summary>What is measured: MobileNetV2 of width 1.0 with weights drawn at random, the same in every process.</summary>
internal static class BenchmarkNet
{
    public const int Batch = 32;
    public const int Classes = 10;

    public static ShapesMobilenet Plan { get; } = new(NetPlan.MobilenetV2);

    public static Dictionary<string, float[]> Weights { get; } = StartingWeights.Draw(Plan, seed: 1);

    /// <summary>The operations of one example, as the model's bytes say.</summary>
    public static double FlopsOfOne(string folder)
    {
        using var model = HubModel.Load(folder);
        return model.Facts.Layers.Sum(static l => (double)(l.Flops ?? 0));
    }

    public static Tensor Images()
    {
        using var chance = new Generator(3);
        return rand([Batch, NetPlan.MobilenetV2.Size, NetPlan.MobilenetV2.Size, 3], generator: chance);
    }

    public static Tensor Labels() => arange(Batch, dtype: ScalarType.Int64).remainder(Classes);

    /// <summary>A weight of the head that stands on the features, to be trained.</summary>
    public static TorchSharp.Modules.Parameter Head()
    {
        using var chance = new Generator(4);
        using var scope = NewDisposeScope();
        var weight = new TorchSharp.Modules.Parameter(randn([NetPlan.MobilenetV2.Features, Classes], generator: chance) * 0.01f);
        weight.DetachFromDisposeScope();
        return weight;
    }
}
