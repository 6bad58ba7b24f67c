using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Convolutions.</summary>
internal static class ConvolutionOps
{
    /// <summary>A third input, a bias, is what folding a batch normalization adds.</summary>
    public static Tensor Conv2D(OpCall c)
    {
        if (IsPointwise(c))
        {
            return Pointwise(c);
        }

        // TensorFlow's kernel: height, width, in, out; with groups the in axis is a group's.
        var kernel = c[1].permute(3, 2, 0, 1);
        var image = ImageLayout.Of(c).ToTorch(c[0]);
        return Convolve(c, image, kernel, groups: Math.Max(1, image.shape[1] / Math.Max(1, kernel.shape[1])));
    }

    public static Tensor DepthwiseConv2D(OpCall c)
    {
        // TensorFlow's kernel: height, width, channel c, multiplier m; output channel c·M + m.
        var k = c[1].shape;
        var kernel = c[1].permute(2, 3, 0, 1).reshape(k[2] * k[3], 1, k[0], k[1]);
        return Convolve(c, ImageLayout.Of(c).ToTorch(c[0]), kernel, groups: k[2]);
    }

    /// <summary>The gradient of a convolution by its input, which is how TensorFlow writes a transposed convolution.</summary>
    public static Tensor Transposed(OpCall c)
    {
        var layout = ImageLayout.Of(c);
        var (strides, dilations) = Steps(c, layout);
        var kernel = c[1].permute(3, 2, 0, 1);
        var size = layout.Spatial(c.Ints(0));
        var padding = layout.Padding(c, size, kernel.shape[2..], strides, dilations);
        var whole = nn.functional.conv_transpose2d(layout.ToTorch(c[2]), kernel, null, strides, [0, 0], [0, 0], dilations);

        // What the convolution padded with is cut off again; what its strides passed over gets no gradient.
        var cut = new long[4];
        for (var axis = 0; axis < 2; axis++)
        {
            cut[2 - (2 * axis)] = -padding[axis].Before;
            cut[3 - (2 * axis)] = size[axis] + padding[axis].Before - whole.shape[axis + 2];
        }

        return layout.FromTorch(cut.All(static n => n == 0) ? whole : nn.functional.pad(whole, cut, PaddingModes.Constant, 0));
    }

    private static bool IsPointwise(OpCall c) =>
        c[1].shape is [1, 1, var depth, _]
        && c.Attributes.String("data_format", "NHWC") == "NHWC"
        && c.Attributes.String("padding", "VALID") != "EXPLICIT"
        && c[0].shape[3] == depth;

    /// <summary>
    /// One pixel by one: TensorFlow's layout makes it a product of matrices, pixels by channels, with no copy. That is faster than
    /// libtorch's convolution, which on some processors also ends the process on wide ones (division by zero in oneDNN).
    /// </summary>
    private static Tensor Pointwise(OpCall c)
    {
        var (strides, _) = Steps(c, ImageLayout.Of(c));
        var image = c[0];
        for (var axis = 0; axis < 2; axis++)
        {
            image = strides[axis] == 1 ? image : image.slice(axis + 1, 0, image.shape[axis + 1], strides[axis]);
        }

        var (pixels, kernel) = (image.reshape(-1, image.shape[3]), c[1].reshape(c[1].shape[2], c[1].shape[3]));
        var result = c.Count > 2 ? addmm(c[2], pixels, kernel, 1, 1) : pixels.mm(kernel);
        return result.reshape(image.shape[0], image.shape[1], image.shape[2], c[1].shape[3]);
    }

    private static Tensor Convolve(OpCall c, Tensor image, Tensor kernel, long groups)
    {
        var layout = ImageLayout.Of(c);
        var (strides, dilations) = Steps(c, layout);
        var padding = layout.Padding(c, image.shape[2..], kernel.shape[2..], strides, dilations);
        var bias = c.Count > 2 ? c[2] : null;
        if (ImageLayout.IsSymmetric(padding))
        {
            return layout.FromTorch(nn.functional.conv2d(image, kernel, bias, strides, [.. padding.Select(static p => p.Before)], dilations, groups));
        }

        return layout.FromTorch(nn.functional.conv2d(ImageLayout.Pad(image, padding, 0), kernel, bias, strides, [0, 0], dilations, groups));
    }

    private static (long[] Strides, long[] Dilations) Steps(OpCall c, ImageLayout layout) =>
        (layout.Spatial(c.Attributes.Ints("strides", 1, 1, 1, 1)), layout.Spatial(c.Attributes.Ints("dilations", 1, 1, 1, 1)));
}
