using System;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Sums of rows that belong together.</summary>
internal static class SegmentOps
{
    /// <summary>The rows of each segment added up; where their number is not given, the last segment is the last.</summary>
    public static Tensor Sum(Tensor rows, Tensor segments, long? count = null)
    {
        var index = segments.to(ScalarType.Int64).to(rows.device);
        var size = OpCall.Sized([count ?? (index.numel() == 0 ? 0 : index.max().item<long>() + 1), .. rows.shape[1..]]);
        return Arithmetic.AddRows(zeros(size, rows.dtype, rows.device), index, rows);
    }

    /// <summary>The same of segments in any order, of which those below nought are left out.</summary>
    public static Tensor Unsorted(OpCall c)
    {
        var (count, rows) = (c.Int(2), c[0]);
        var index = c[1].to(ScalarType.Int64).to(rows.device).reshape(-1);
        if (index.numel() > 0 && index.max().item<long>() is var largest && largest >= count)
        {
            throw new ArgumentException($"segment {largest} of {count}");
        }

        // They are added to a row of their own behind the last.
        var rest = rows.shape[(int)c[1].dim()..];
        var sums = Sum(rows.reshape([index.shape[0], .. rest]), where(index.lt(tensor(0L)), tensor(count), index), count + 1);
        return sums.narrow(0, 0, count);
    }

    /// <summary>Rows of a table added up, each segment's sum then divided by a function of its number of rows.</summary>
    public static Tensor Sparse(OpCall c, Func<Tensor, Tensor?> divisor)
    {
        var rows = ShapeOps.Gather(c[0], c[1], 0);
        var sums = Sum(rows, c[2]);
        var counts = Sum(ones([rows.shape[0]], rows.dtype, rows.device), c[2]);
        return divisor(counts.maximum(ones_like(counts))) is { } by ? sums / by.reshape([-1, .. System.Linq.Enumerable.Repeat(1L, (int)sums.dim() - 1)]) : sums;
    }
}
