using System;
using System.Linq;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Convolutions.</summary>
internal static class ConvolutionOps
{
    public static Tensor Conv2D(OpCall c)
    {
        // TensorFlow's kernel: height, width, in, out; with groups the in axis is a group's.
        var kernel = c[1].permute(3, 2, 0, 1);
        var image = ImageLayout.Of(c).ToTorch(c[0]);
        return Convolve(c, image, kernel, groups: image.shape[1] / Math.Max(1, kernel.shape[1]));
    }

    public static Tensor DepthwiseConv2D(OpCall c)
    {
        // TensorFlow's kernel: height, width, channel c, multiplier m; output channel c·M + m.
        var k = c[1].shape;
        var kernel = c[1].permute(2, 3, 0, 1).reshape(k[2] * k[3], 1, k[0], k[1]);
        return Convolve(c, ImageLayout.Of(c).ToTorch(c[0]), kernel, groups: k[2]);
    }

    private static Tensor Convolve(OpCall c, Tensor image, Tensor kernel, long groups)
    {
        var layout = ImageLayout.Of(c);
        var strides = layout.Spatial(c.Attributes.Ints("strides", 1, 1, 1, 1));
        var dilations = layout.Spatial(c.Attributes.Ints("dilations", 1, 1, 1, 1));
        var padding = layout.Padding(c, image, kernel.shape[2..], strides, dilations);
        if (ImageLayout.IsSymmetric(padding))
        {
            return layout.FromTorch(nn.functional.conv2d(image, kernel, null, strides, [.. padding.Select(static p => p.Before)], dilations, groups));
        }

        return layout.FromTorch(nn.functional.conv2d(ImageLayout.Pad(image, padding, 0), kernel, null, strides, [0, 0], dilations, groups));
    }
}
