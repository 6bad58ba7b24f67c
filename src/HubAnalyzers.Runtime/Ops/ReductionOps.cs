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
}
