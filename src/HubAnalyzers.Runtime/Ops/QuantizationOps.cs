using System;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Training with quantisation in mind: values on the grid of a few bits, gradients as if there were none.</summary>
internal static class QuantizationOps
{
    public static Tensor FakeQuant(OpCall c)
    {
        var steps = Math.Pow(2, c.Attributes.Int("num_bits", 8)) - 1;
        var lowest = c.Attributes.Bool("narrow_range", false) ? 1.0 : 0.0;
        var (low, high, scale) = Nudged(c[1], c[2], lowest, steps);

        // Out of range the gradient goes to the bound; within, through the rounding as if it were not there.
        var inside = where(c[0].lt(low), low, where(c[0].gt(high), high, c[0]));
        Tensor rounded;
        using (no_grad())
        {
            rounded = Arithmetic.Add(Nearest((inside - low) / Step(scale)) * scale, low) - inside;
        }

        return Arithmetic.Add(inside, rounded.detach());
    }

    /// <summary>The nearest whole number, the greater of two that are as near; torch's own rounding takes the even one.</summary>
    private static Tensor Nearest(Tensor value) => Arithmetic.Add(value, OpTable.Number(0.5, value)).floor();

    /// <summary>A scale to divide by: a range without extent has one value, nought.</summary>
    private static Tensor Step(Tensor scale) => where(scale.eq(OpTable.Number(0, scale)), ones_like(scale), scale);

    /// <summary>The range moved so that zero lies on the grid; its gradient is that of the range itself.</summary>
    private static (Tensor Low, Tensor High, Tensor Scale) Nudged(Tensor min, Tensor max, double lowest, double highest)
    {
        Tensor low, high, scale;
        using (no_grad())
        {
            var (first, last) = (OpTable.Number(lowest, min), OpTable.Number(highest, min));
            scale = (max - min) / (last - first);
            var zero = (first - (min / Step(scale))).maximum(first).minimum(last);
            zero = Nearest(zero);
            low = ((first - zero) * scale) - min;
            high = ((last - zero) * scale) - max;
        }

        return (Arithmetic.Add(min, low.detach()), Arithmetic.Add(max, high.detach()), scale.detach());
    }
}
