using System;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Image resizing with TensorFlow's three ways to place the pixels: half-pixel centers, aligned corners, and neither.</summary>
internal static class ResizeOps
{
    public static Tensor Bilinear(OpCall c)
    {
        var image = c[0].is_floating_point() ? c[0] : c[0].to(ScalarType.Float32);
        var size = OpCall.Sized(c.Ints(1));
        for (var axis = 1; axis <= 2; axis++)
        {
            image = Interpolate(c, image, axis, size[axis - 1]);
        }

        return image;
    }

    public static Tensor Nearest(OpCall c)
    {
        var image = c[0];
        var size = OpCall.Sized(c.Ints(1));
        for (var axis = 1; axis <= 2; axis++)
        {
            var (scale, halfPixel, alignCorners) = Placing(c, image.shape[axis], size[axis - 1]);
            var from = new long[size[axis - 1]];
            for (var i = 0; i < from.Length; i++)
            {
                var at = halfPixel ? (i + 0.5f) * scale : i * scale;
                from[i] = Math.Clamp((long)(alignCorners ? MathF.Round(at, MidpointRounding.AwayFromZero) : MathF.Floor(at)), 0, image.shape[axis] - 1);
            }

            image = image.index_select(axis, tensor(from, device: image.device));
        }

        return image;
    }

    private static Tensor Interpolate(OpCall c, Tensor image, int axis, long outputs)
    {
        var inputs = image.shape[axis];
        if (inputs == outputs)
        {
            return image;
        }

        var (scale, halfPixel, _) = Placing(c, inputs, outputs);
        var (lower, upper, share) = (new long[outputs], new long[outputs], new float[outputs]);
        for (var i = 0; i < outputs; i++)
        {
            var at = halfPixel ? ((i + 0.5f) * scale) - 0.5f : i * scale;
            lower[i] = Math.Max((long)MathF.Floor(at), 0);
            upper[i] = Math.Min((long)MathF.Ceiling(at), inputs - 1);
            share[i] = at - MathF.Floor(at);
        }

        long[] alongAxis = axis == 1 ? [1, -1, 1, 1] : [1, 1, -1, 1];
        var near = image.index_select(axis, tensor(lower, device: image.device));
        var far = image.index_select(axis, tensor(upper, device: image.device));
        return Arithmetic.Add(near, (far - near) * tensor(share).to(image.dtype, image.device).reshape(alongAxis));
    }

    private static (float Scale, bool HalfPixel, bool AlignCorners) Placing(OpCall c, long inputs, long outputs)
    {
        var alignCorners = c.Attributes.Bool("align_corners", false);
        var scale = alignCorners && outputs > 1 ? (inputs - 1) / (float)(outputs - 1) : inputs / (float)outputs;
        return (scale, c.Attributes.Bool("half_pixel_centers", false), alignCorners);
    }
}
