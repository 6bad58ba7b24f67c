using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.Samples.Pretrain.Net;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HubAnalyzers.Samples.Pretrain.Training;

/// <summary>
/// The net written down directly in TorchSharp, with its variables in TensorFlow's layout. It shares no layer
/// with the runtime's engine, so that each can be checked against the other.
/// </summary>
internal sealed class TorchNet : IDisposable
{
    private readonly ShapesMobilenet _net;
    private readonly Dictionary<string, Tensor> _variables = new(StringComparer.Ordinal);

    /// <summary>Starts with the given values.</summary>
    public TorchNet(ShapesMobilenet net, IReadOnlyDictionary<string, float[]> weights)
    {
        TorchNative.EnsureLoaded();
        _net = net;
        foreach (var variable in net.Variables)
        {
            var value = tensor(weights[variable.Name], variable.Shape);
            _variables.Add(variable.Name, variable.Trainable ? new Parameter(value) : value);
        }
    }

    /// <summary>A variable by its name.</summary>
    public Tensor this[string name] => _variables[name];

    /// <summary>The features of images [count, height, width, channel].</summary>
    public Tensor Features(Tensor images, bool training)
    {
        var x = images.permute(0, 3, 1, 2);
        foreach (var block in _net.Blocks)
        {
            var input = x;
            foreach (var conv in block.Convs)
            {
                x = Normalise(Convolve(x, conv), conv.NormName, training);
                if (conv.Relu6)
                {
                    x = nn.functional.relu6(x);
                }
            }

            if (block.Residual)
            {
                x = Arithmetic.Add(input, x);
            }
        }

        return x.mean([2, 3]);
    }

    /// <summary>The logits of the pretraining classes.</summary>
    public Tensor Logits(Tensor features) =>
        Arithmetic.Add(features.matmul(_variables[ShapesMobilenet.ClassifierKernel]), _variables[ShapesMobilenet.ClassifierBias]);

    /// <summary>All values by name.</summary>
    public Dictionary<string, float[]> Values() => _variables.ToDictionary(
        static p => p.Key, static p => p.Value.detach().contiguous().data<float>().ToArray(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var variable in _variables.Values)
        {
            variable.Dispose();
        }
    }

    private Tensor Convolve(Tensor x, ConvSpec conv)
    {
        var kernel = Variable(conv.Name, conv.KernelName);

        // Height, width, in, out becomes out, in, height, width; a depthwise kernel has its channels third.
        var weight = conv.Depthwise ? kernel.permute(2, 3, 0, 1) : kernel.permute(3, 2, 0, 1);
        if (conv.Window > 1)
        {
            var (top, bottom) = SamePadding(x.shape[2], conv);
            var (left, right) = SamePadding(x.shape[3], conv);
            x = nn.functional.pad(x, [left, right, top, bottom]);
        }

        return nn.functional.conv2d(x, weight, null, [conv.Stride, conv.Stride], groups: conv.Depthwise ? conv.Input : 1);
    }

    /// <summary>TensorFlow's SAME: ceil(size / stride) outputs; the odd pixel of padding goes to the end.</summary>
    private static (long Before, long After) SamePadding(long size, ConvSpec conv)
    {
        var outputs = (size + conv.Stride - 1) / conv.Stride;
        var total = Math.Max(((outputs - 1) * conv.Stride) + conv.Window - size, 0);
        return (total / 2, total - (total / 2));
    }

    private Tensor Normalise(Tensor x, string scope, bool training) => nn.functional.batch_norm(
        x,
        Variable(scope, "moving_mean"),
        Variable(scope, "moving_variance"),
        Variable(scope, "gamma"),
        Variable(scope, "beta"),
        training,
        momentum: ShapesMobilenet.AverageFactor,
        eps: ShapesMobilenet.Epsilon);

    private Tensor Variable(string scope, string name) => _variables[$"{ShapesMobilenet.Scope}/{scope}/{name}"];
}
