using System;
using System.Linq;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Reductions over the axes that the second input names.</summary>
internal static class ReductionOps
{
    public static Tensor Reduce(OpCall c, Func<Tensor, long[], bool, Tensor> reduce)
    {
        var axes = c.Ints(1);

        // torch takes "no axes" for all of them; TensorFlow for none.
        return axes.Length == 0 ? c[0].alias() : reduce(c[0], axes, c.Attributes.Bool("keep_dims", false));
    }

    public static Tensor Product(Tensor t, long[] axes, bool keepDims)
    {
        foreach (var axis in axes.Select(a => OpCall.Axis(a, t.dim())).OrderDescending())
        {
            t = t.prod(axis, keepDims, t.dtype);
        }

        return t;
    }

    public static Tensor RunningSum(OpCall c)
    {
        var axis = OpCall.Axis(c.Int(1), c[0].dim());
        var reverse = c.Attributes.Bool("reverse", false);
        var values = reverse ? c[0].flip(axis) : c[0];
        var sums = values.cumsum(axis, values.dtype);
        sums = c.Attributes.Bool("exclusive", false) ? Shifted(sums, axis) : sums;
        return reverse ? sums.flip(axis) : sums;
    }

    /// <summary>Of equal values the one that comes first, as TensorFlow has it; torch's own topk takes any.</summary>
    public static Value[] TopK(OpCall c)
    {
        var (values, indices) = c[0].sort(-1, descending: true, stable: true);
        var count = c.Int(1);
        return [values.narrow(-1, 0, count), indices.narrow(-1, 0, count).to(ScalarType.Int32)];
    }

    /// <summary>Of whole numbers the mean is cut off towards nought.</summary>
    public static Tensor Mean(Tensor t, long[] axes, bool keepDims)
    {
        if (t.is_floating_point() || t.is_complex())
        {
            return t.mean(axes, keepDims);
        }

        var count = axes.Aggregate(1L, (product, axis) => product * t.shape[OpCall.Axis(axis, t.dim())]);
        return t.sum(axes, keepDims, ScalarType.Int64).div(tensor(count, device: t.device), RoundingMode.trunc).to(t.dtype);
    }

    /// <summary>The sums up to and without each element. To subtract the element would lose small ones beside large ones.</summary>
    private static Tensor Shifted(Tensor sums, long axis)
    {
        if (sums.shape[axis] == 0)
        {
            return sums;
        }

        return cat([zeros_like(sums.narrow(axis, 0, 1)), sums.narrow(axis, 0, sums.shape[axis] - 1)], axis);
    }
}
