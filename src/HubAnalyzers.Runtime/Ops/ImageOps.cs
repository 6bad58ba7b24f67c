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

    /// <summary>
    /// Images turned, moved and zoomed: each output pixel is fetched from where eight numbers per image say. Places are float32 whatever
    /// the pixels are, as TensorFlow has it: smaller numbers do not count a row's pixels.
    /// </summary>
    public static Tensor ProjectiveTransform(OpCall c)
    {
        var image = c[0];
        var size = OpCall.Sized(c.Ints(2));
        var fill = c.Count > 3 ? c.Float(3) : 0;
        var mode = c.Attributes.String("fill_mode", "CONSTANT");
        var (height, width, channels) = (image.shape[1], image.shape[2], image.shape[3]);
        var t = c[1].to(image.device).to(ScalarType.Float32).reshape(-1, 8, 1, 1);
        var y = Arithmetic.Upto(size[0], ScalarType.Float32, image.device).reshape(1, -1, 1);
        var x = Arithmetic.Upto(size[1], ScalarType.Float32, image.device).reshape(1, 1, -1);
        var depth = Arithmetic.Add(Arithmetic.Add(T(6) * x, T(7) * y), ones_like(T(6)));
        var fromX = Folded(Arithmetic.Add(Arithmetic.Add(T(0) * x, T(1) * y), T(2)) / depth, width, mode);
        var fromY = Folded(Arithmetic.Add(Arithmetic.Add(T(3) * x, T(4) * y), T(5)) / depth, height, mode);

        // A place outside is filled, also where a pixel of the image is its neighbour; so is one that is no number, at depth 0.
        var inside = IsWithin(fromX, width - 1).logical_and(IsWithin(fromY, height - 1));
        if (c.Attributes.String("interpolation", "NEAREST") == "NEAREST")
        {
            return where(inside.unsqueeze(-1), Fetch(image, Rounded(fromY), Rounded(fromX)), OpTable.Number(fill, image));
        }

        var pixels = image.dtype == ScalarType.Float64 ? image : image.to(ScalarType.Float32);
        var (top, left) = (fromY.floor(), fromX.floor());
        var (bottom, right) = (Arithmetic.Add(top, ones_like(top)), Arithmetic.Add(left, ones_like(left)));
        var (down, across) = ((fromY - top).unsqueeze(-1).to(pixels.dtype), (fromX - left).unsqueeze(-1).to(pixels.dtype));
        var (upper, lower) = (Row(top), Row(bottom));
        return where(inside.unsqueeze(-1), Between(upper, lower, down), OpTable.Number(fill, pixels)).to(image.dtype);

        Tensor T(int i) => t.select(1, i);

        Tensor Between(Tensor a, Tensor b, Tensor share) => Arithmetic.Add(a, (b - a) * share);

        // What is made on the way is as large as the images: it goes before the next is made.
        Tensor Row(Tensor row)
        {
            using var scope = NewDisposeScope();
            return Between(Fetch(pixels, row, left), Fetch(pixels, row, right), across).MoveToOuterDisposeScope();
        }

        // A neighbour past the edge is fetched for a place on the edge only, where it has no share.
        Tensor Fetch(Tensor from, Tensor row, Tensor column)
        {
            using var scope = NewDisposeScope();
            var at = Arithmetic.Add(Index(row, height) * tensor(width), Index(column, width));
            var flat = at.reshape(at.shape[0], -1, 1).expand(from.shape[0], -1, channels);
            return from.reshape(from.shape[0], height * width, channels).gather(1, flat).reshape(from.shape[0], size[0], size[1], channels).MoveToOuterDisposeScope();
        }

        Tensor Index(Tensor at, long length) => where(inside, at, zeros_like(at)).minimum(OpTable.Number(length - 1, at)).to(ScalarType.Int64);
    }

    private static Tensor IsWithin(Tensor at, long last) => at.ge(OpTable.Number(0, at)).logical_and(at.le(OpTable.Number(last, at)));

    /// <summary>The nearest whole number, the greater of two that are as near.</summary>
    private static Tensor Rounded(Tensor at)
    {
        var below = at.floor();
        return Arithmetic.Add(below, (at - below).ge(OpTable.Number(0.5, at)).to(at.dtype));
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
            case "WRAP" when length <= 1:
                return zeros_like(at);
            case "WRAP":
                // TensorFlow counts the turns in steps of the last position, and goes back by whole images.
                var turns = where(at.lt(zero), Arithmetic.Add((-at / last).trunc(), ones_like(at)), -(at / last).trunc());
                var isOutside = at.lt(zero).logical_or(at.gt(last));
                return where(isOutside, Arithmetic.Add(at, turns * OpTable.Number(length, at)), at).maximum(zero).minimum(last);
            default:
                throw new NotSupportedException($"fill mode {mode}");
        }
    }
}
