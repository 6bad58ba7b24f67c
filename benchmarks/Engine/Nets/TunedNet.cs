using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Net;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HubAnalyzers.Benchmarks.Engine.Nets;

/// <summary>
/// The net tuned by hand: channels last in images and kernels, batch normalizations folded into the kernels (once, or in each run where
/// the kernels train), one pixel by one as a product of matrices, rectifiers and sums in place. torch's own convolution of one pixel by one
/// is slower on channels last, and on some processors wrong: oneDNN's result for 960 to 320 channels was off by 2 % where this was written.
/// </summary>
internal sealed class TunedNet : IDisposable
{
    private readonly List<(List<Folded> Convs, bool Residual)> _blocks = [];
    private readonly bool _trains;

    public TunedNet(ShapesMobilenet net, Dictionary<string, float[]> weights, bool trains)
    {
        _trains = trains;
        foreach (var block in net.Blocks)
        {
            _blocks.Add(([.. block.Convs.Select(c => new Folded(c, weights, trains))], block.Residual));
        }
    }

    public IEnumerable<Parameter> Kernels => _blocks.SelectMany(static b => b.Convs).Select(static c => c.Kernel);

    /// <summary>The features of images [count, height, width, channel].</summary>
    public Tensor Forward(Tensor images)
    {
        var x = images.permute(0, 3, 1, 2);
        foreach (var (convs, residual) in _blocks)
        {
            var before = x;
            foreach (var conv in convs)
            {
                x = conv.Run(x, _trains);
            }

            x = residual ? x.add_(before) : x;
        }

        return x.mean([2, 3]);
    }

    public void Dispose()
    {
        foreach (var conv in _blocks.SelectMany(static b => b.Convs))
        {
            conv.Dispose();
        }
    }

    /// <summary>A convolution and its batch normalization.</summary>
    private sealed class Folded : IDisposable
    {
        private readonly ConvSpec _spec;
        private readonly Tensor _scale;
        private readonly Tensor _bias;

        public Folded(ConvSpec spec, Dictionary<string, float[]> weights, bool trains)
        {
            using var scope = NewDisposeScope();
            _spec = spec;
            var scale = HandWeights.Of(spec, "gamma", weights) / (HandWeights.Of(spec, "moving_variance", weights) + ShapesMobilenet.Epsilon).sqrt();
            _bias = (HandWeights.Of(spec, "beta", weights) - (HandWeights.Of(spec, "moving_mean", weights) * scale)).DetachFromDisposeScope();
            _scale = scale.view(-1, 1, 1, 1).DetachFromDisposeScope();
            var kernel = HandWeights.Kernel(spec, weights);

            // Strides of channels last: out, height, width, in is what lies in memory.
            var folded = (trains ? kernel : kernel * _scale).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
            Kernel = new Parameter(folded, requires_grad: trains);
            Kernel.DetachFromDisposeScope();
        }

        public Parameter Kernel { get; }

        public Tensor Run(Tensor x, bool trains)
        {
            var kernel = trains ? Kernel * _scale : Kernel;
            if (_spec.Window == 1)
            {
                return Rectified(Product(x, kernel));
            }

            x = _spec.Stride == 2 ? nn.functional.pad(x, (long[])[0, 1, 0, 1]) : x;
            x = nn.functional.conv2d(x, kernel, _bias, [_spec.Stride, _spec.Stride], _spec.Window > 1 && _spec.Stride == 1 ? [1, 1] : [0, 0], groups: _spec.Depthwise ? _spec.Input : 1);
            return Rectified(x);
        }

        private Tensor Rectified(Tensor x) => _spec.Relu6 ? nn.functional.relu6(x, inplace: true) : x;

        /// <summary>Pixels by channels, as they lie in memory.</summary>
        private Tensor Product(Tensor x, Tensor kernel)
        {
            var pixels = x.permute(0, 2, 3, 1);
            var product = addmm(_bias, pixels.reshape(-1, _spec.Input), kernel.view(_spec.Output, _spec.Input).t(), 1, 1);
            return product.view(pixels.shape[0], pixels.shape[1], pixels.shape[2], _spec.Output).permute(0, 3, 1, 2);
        }

        public void Dispose()
        {
            Kernel.Dispose();
            _scale.Dispose();
            _bias.Dispose();
        }
    }
}
