using System;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>What augmentation layers do to images.</summary>
internal static class ImageOps
{
    /// <summary>Each channel stretched about its mean.</summary>
    public static Tensor AdjustContrast(OpCall c)
    {
        var mean = c[0].mean([-3, -2], keepdim: true);
        return Arithmetic.Add((c[0] - mean) * c[1].to(c[0].device), mean);
    }

    /// <summary>Images turned, moved and zoomed: each output pixel is fetched from where eight numbers per image say.</summary>
    public static Tensor ProjectiveTransform(OpCall c)
    {
        var image = c[0];
        var size = OpCall.Sized(c.Ints(2));
        var fill = c.Count > 3 ? c.Float(3) : 0;
        var mode = c.Attributes.String("fill_mode", "CONSTANT");
        var t = c[1].to(image.device).to(image.dtype).reshape(-1, 8, 1, 1);
        var y = Arithmetic.Upto(size[0], image.dtype, image.device).reshape(1, -1, 1);
        var x = Arithmetic.Upto(size[1], image.dtype, image.device).reshape(1, 1, -1);
        var depth = Arithmetic.Add(Arithmetic.Add(T(6) * x, T(7) * y), ones_like(T(6)));
        var fromX = Arithmetic.Add(Arithmetic.Add(T(0) * x, T(1) * y), T(2)) / depth;
        var fromY = Arithmetic.Add(Arithmetic.Add(T(3) * x, T(4) * y), T(5)) / depth;
        fromX = Folded(fromX, image.shape[2], mode);
        fromY = Folded(fromY, image.shape[1], mode);
        if (c.Attributes.String("interpolation", "NEAREST") == "NEAREST")
        {
            return Fetch(fromY.round(), fromX.round());
        }

        var (top, left) = (fromY.floor(), fromX.floor());
        var (bottom, right) = (Arithmetic.Add(top, ones_like(top)), Arithmetic.Add(left, ones_like(left)));
        var (down, across) = ((fromY - top).unsqueeze(-1), (fromX - left).unsqueeze(-1));
        var upper = Between(Fetch(top, left), Fetch(top, right), across);
        var lower = Between(Fetch(bottom, left), Fetch(bottom, right), across);
        return Between(upper, lower, down);

        Tensor T(int i) => t.select(1, i);

        Tensor Between(Tensor a, Tensor b, Tensor share) => Arithmetic.Add(a, (b - a) * share);

        Tensor Fetch(Tensor row, Tensor column)
        {
            var (height, width, channels) = (image.shape[1], image.shape[2], image.shape[3]);
            var inside = row.ge(OpTable.Number(0, row)).logical_and(row.lt(OpTable.Number(height, row))).logical_and(column.ge(OpTable.Number(0, row))).logical_and(column.lt(OpTable.Number(width, row)));
            var at = Arithmetic.Add(Clamped(row, height) * OpTable.Number(width, row), Clamped(column, width)).to(ScalarType.Int64);
            var flat = at.reshape(at.shape[0], -1, 1).expand(image.shape[0], -1, channels);
            var pixels = image.reshape(image.shape[0], height * width, channels).gather(1, flat).reshape(image.shape[0], size[0], size[1], channels);
            return where(inside.unsqueeze(-1), pixels, OpTable.Number(fill, image));
        }

        static Tensor Clamped(Tensor at, long length) => at.maximum(OpTable.Number(0, at)).minimum(OpTable.Number(length - 1, at));
    }

    /// <summary>Positions outside the image brought back in, where the mode says so.</summary>
    private static Tensor Folded(Tensor at, long length, string mode)
    {
        var zero = OpTable.Number(0, at);
        var last = OpTable.Number(length - 1, at);
        switch (mode)
        {
            case "CONSTANT":
                return at;
            case "NEAREST":
                return at.maximum(zero).minimum(last);
            case "REFLECT":
                // The image and its mirror image in turn; the edge pixel stands twice.
                var period = OpTable.Number(2 * length, at);
                var wrapped = at.remainder(period);
                return where(wrapped.ge(OpTable.Number(length, at)), period - wrapped - ones_like(wrapped), wrapped).maximum(zero).minimum(last);
            case "WRAP":
                return length <= 1 ? zeros_like(at) : at.remainder(last);
            default:
                throw new NotSupportedException($"fill mode {mode}");
        }
    }
}
