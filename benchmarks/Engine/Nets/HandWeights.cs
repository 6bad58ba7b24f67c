using System.Collections.Generic;
using HubAnalyzers.Samples.Pretrain.Net;
using static TorchSharp.torch;

namespace HubAnalyzers.Benchmarks.Engine.Nets;

/// <summary>The weights as torch wants them.</summary>
internal static class HandWeights
{
    /// <summary>TensorFlow's height, width, in, out as a view of out, in, height, width; a depthwise kernel has its channels third.</summary>
    public static Tensor Kernel(ConvSpec spec, Dictionary<string, float[]> weights)
    {
        var kernel = tensor(weights[$"{ShapesMobilenet.Scope}/{spec.Name}/{spec.KernelName}"], spec.KernelShape);
        return spec.Depthwise ? kernel.permute(2, 3, 0, 1) : kernel.permute(3, 2, 0, 1);
    }

    public static Tensor Of(ConvSpec spec, string name, Dictionary<string, float[]> weights) => tensor(weights[$"{ShapesMobilenet.Scope}/{spec.NormName}/{name}"]);
}
