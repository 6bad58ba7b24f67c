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
        sums = c.Attributes.Bool("exclusive", false) ? sums - values : sums;
        return reverse ? sums.flip(axis) : sums;
    }

    public static Value[] TopK(OpCall c)
    {
        var (values, indices) = c[0].topk(checked((int)c.Int(1)), -1, largest: true, sorted: true);
        return [values, indices.to(ScalarType.Int32)];
    }
}
