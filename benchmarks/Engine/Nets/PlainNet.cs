using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Net;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HubAnalyzers.Benchmarks.Engine.Nets;

/// <summary>The net as one writes it down: modules, channels first, batch normalizations as they are.</summary>
internal sealed class PlainNet : nn.Module<Tensor, Tensor>
{
    private readonly List<(List<(ConvSpec Spec, Conv2d Conv, BatchNorm2d Norm)> Convs, bool Residual)> _blocks = [];

    public PlainNet(ShapesMobilenet net, Dictionary<string, float[]> weights)
        : base("net")
    {
        foreach (var block in net.Blocks)
        {
            _blocks.Add(([.. block.Convs.Select(c => (c, Convolution(c, weights), Normalization(c, weights)))], block.Residual));
        }
    }

    public IEnumerable<Parameter> Kernels => _blocks.SelectMany(static b => b.Convs).Select(static c => c.Conv.weight!);

    public override Tensor forward(Tensor input)
    {
        var x = input;
        foreach (var (convs, residual) in _blocks)
        {
            var before = x;
            foreach (var (spec, conv, norm) in convs)
            {
                x = spec.Stride == 2 ? nn.functional.pad(x, (long[])[0, 1, 0, 1]) : x;
                x = norm.call(conv.call(x));
                x = spec.Relu6 ? nn.functional.relu6(x) : x;
            }

            x = residual ? before.add(x) : x;
        }

        return x.mean([2, 3]);
    }

    private static Conv2d Convolution(ConvSpec spec, Dictionary<string, float[]> weights)
    {
        var conv = nn.Conv2d(spec.Input, spec.Output, spec.Window, spec.Stride, padding: spec.Window > 1 && spec.Stride == 1 ? 1 : 0, groups: spec.Depthwise ? spec.Input : 1, bias: false);
        using var kernel = HandWeights.Kernel(spec, weights);
        conv.weight = new Parameter(kernel.contiguous().clone());
        return conv;
    }

    private static BatchNorm2d Normalization(ConvSpec spec, Dictionary<string, float[]> weights)
    {
        var norm = nn.BatchNorm2d(spec.Output, eps: ShapesMobilenet.Epsilon);
        using var noGrad = no_grad();
        norm.weight!.copy_(HandWeights.Of(spec, "gamma", weights));
        norm.bias!.copy_(HandWeights.Of(spec, "beta", weights));
        norm.running_mean!.copy_(HandWeights.Of(spec, "moving_mean", weights));
        norm.running_var!.copy_(HandWeights.Of(spec, "moving_variance", weights));

        // They stay frozen, in what they learn and in their statistics, as they do in the engine.
        norm.weight.requires_grad = false;
        norm.bias.requires_grad = false;
        norm.eval();
        return norm;
    }
}
