using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Operations that move elements.</summary>
internal static class ShapeOps
{
    public static Tensor Squeeze(OpCall c)
    {
        var axes = c.Attributes.Ints("squeeze_dims");
        var rank = c[0].dim();
        var shape = c[0].shape;
        var dropped = axes.Length == 0
            ? [.. Enumerable.Range(0, shape.Length).Where(i => shape[i] == 1).Select(static i => (long)i)]
            : axes.Select(a => OpCall.Axis(a, rank)).ToHashSet();
        return c[0].reshape([.. shape.Where((_, i) => !dropped.Contains(i))]);
    }

    public static Tensor Concat(Tensor[] parts, long axis) => cat(OneDevice(parts), axis);

    public static Tensor[] OneDevice(Tensor[] parts)
    {
        var device = (parts.FirstOrDefault(static p => p.device_type != DeviceType.CPU) ?? parts[0]).device;
        return [.. parts.Select(p => p.device_type == device.type ? p : p.to(device))];
    }

    /// <summary>torch's chunks can be fewer than asked for; TensorFlow's split is even.</summary>
    public static Tensor[] Split(Tensor values, long parts, long axis)
    {
        var size = values.shape[OpCall.Axis(axis, values.dim())];
        return parts > 0 && size % parts == 0
            ? Split(values, [.. Enumerable.Repeat(size / parts, checked((int)parts))], axis)
            : throw new ArgumentException($"{size} elements in {parts} equal parts");
    }

    public static Tensor[] Split(Tensor values, long[] sizes, long axis)
    {
        var total = values.shape[OpCall.Axis(axis, values.dim())];
        var open = Array.IndexOf(sizes, -1);
        if (open >= 0)
        {
            sizes = [.. sizes];
            sizes[open] = total - sizes.Where((_, i) => i != open).Sum();
        }

        return values.split(sizes, axis);
    }

    public static Tensor Gather(Tensor values, Tensor indices, long axis, long batchAxes = 0)
    {
        var at = (int)OpCall.Axis(axis, values.dim());
        var batch = (int)OpCall.Axis(batchAxes, indices.dim());
        var index = indices.to(ScalarType.Int64).to(values.device);
        if (batch == 0)
        {
            return values.index_select(at, index.reshape(-1)).reshape([.. values.shape[..at], .. indices.shape, .. values.shape[(at + 1)..]]);
        }

        // All batches in one table, each with its own range of rows: an index outside would be a row of the next batch.
        var (before, between, after) = (values.shape[..batch], values.shape[batch..at], values.shape[(at + 1)..]);
        var (batches, rows) = (before.Aggregate(1L, static (a, b) => a * b), values.shape[at]);
        IndexRange.Require(index, at, rows);
        var rank = values.dim();
        var table = values.permute([.. Axes(0, batch), at, .. Axes(batch, at), .. Axes(at + 1, rank)]).reshape([batches * rows, .. between, .. after]);
        var offsets = (Arithmetic.Upto(batches, ScalarType.Int64, values.device) * OpTable.Number(rows, index)).reshape(batches, 1);
        var taken = table.index_select(0, Arithmetic.Add(index.reshape(batches, -1), offsets).reshape(-1)).reshape([.. before, .. indices.shape[batch..], .. between, .. after]);
        var own = indices.dim() - batch;
        return taken.permute([.. Axes(0, batch), .. Axes(batch + own, batch + own + between.Length), .. Axes(batch, batch + own), .. Axes(batch + own + between.Length, taken.dim())]);

        static IEnumerable<long> Axes(long from, long to) => Enumerable.Range((int)from, (int)(to - from)).Select(static i => (long)i);
    }

    public static Tensor GatherNd(Tensor values, Tensor indices)
    {
        var (flat, rows, depth) = Rows(indices, values.shape, values.device);
        return values.reshape([rows, .. values.shape[depth..]]).index_select(0, flat).reshape([.. indices.shape[..^1], .. values.shape[depth..]]);
    }

    public static Tensor ScatterNd(OpCall c)
    {
        var shape = OpCall.Sized(c.Ints(2));
        var (flat, rows, depth) = Rows(c[0], shape, c[1].device);
        var empty = zeros([rows, .. shape[depth..]], dtype: c[1].dtype, device: c[1].device);
        return Arithmetic.AddRows(empty, flat, c[1].reshape([flat.shape[0], .. shape[depth..]])).reshape(shape);
    }

    /// <summary>Indices of several axes as rows of a table with those axes in one.</summary>
    private static (Tensor Flat, long Rows, int Depth) Rows(Tensor indices, long[] shape, Device device)
    {
        var depth = (int)indices.shape[^1];
        if (depth > shape.Length)
        {
            throw new ArgumentException($"indices of {depth} axes into a tensor of {shape.Length}");
        }

        var flat = zeros([indices.numel() / Math.Max(1, depth)], ScalarType.Int64, device);
        var columns = indices.to(ScalarType.Int64).to(device).reshape(-1, Math.Max(1, depth));
        IndexRange.Require(columns, shape[..depth]);
        for (var axis = 0; axis < depth; axis++)
        {
            flat = Arithmetic.Add(flat * OpTable.Number(shape[axis], flat), columns.select(1, axis));
        }

        return (flat, shape[..depth].Aggregate(1L, static (a, b) => a * b), depth);
    }

    public static Tensor Tile(OpCall c)
    {
        var times = c.Ints(1);
        _ = OpCall.Sized([.. times, c[0].numel()]);
        return c[0].repeat(times);
    }

    public static Tensor Range(OpCall c)
    {
        var (from, to, step) = (c.Float(0), c.Float(1), c.Float(2));
        _ = step != 0 && !double.IsNaN(step) ? OpCall.Sized([(long)Math.Min(1e18, Math.Max(0, Math.Ceiling((to - from) / step)))]) : throw new ArgumentException($"a range with step {step}");
        return (to - from) / step <= 0 ? empty([0], c[0].dtype) : Arithmetic.Range(from, to, step, c[0].dtype);
    }

    public static Tensor OneHot(OpCall c)
    {
        var axis = c.Attributes.Int("axis", -1);
        var at = axis < 0 ? c[0].dim() : axis;
        var depth = OpCall.Sized([c.Int(1)])[0];
        var classes = Arithmetic.Upto(depth, ScalarType.Int64, c[0].device).reshape([.. Enumerable.Repeat(1L, (int)at), depth, .. Enumerable.Repeat(1L, (int)(c[0].dim() - at))]);
        return where(c[0].to(ScalarType.Int64).unsqueeze(at).eq(classes), c[2].to(c[0].device), c[3].to(c[0].device));
    }

    /// <summary>The same bits as another type of the same size; signs are told apart by no type of torch's, so whole numbers stay what they are.</summary>
    public static Tensor Bitcast(OpCall c)
    {
        var (from, to) = (c[0].dtype, c.Attributes.Type("type", DataType.DtInvalid));
        return DTypes.SizeOf(to) == c[0].element_size() && !DTypes.IsFloating(to) && !c[0].is_floating_point()
            ? c[0]
            : throw new NotSupportedException($"the bits of {from} as {DTypes.NameOf(to)}");
    }

    /// <summary>A condition on the first axis, as the old Select has it, lined up with the values.</summary>
    public static Tensor AsRowsOf(Tensor condition, Tensor values) =>
        condition.dim() == 1 && values.dim() > 1 ? condition.reshape([condition.shape[0], .. Enumerable.Repeat(1L, (int)values.dim() - 1)]) : condition;

    public static long[] Broadcast(long[] a, long[] b)
    {
        var shape = new long[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (x, y) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            shape[^i] = x == y || y == 1 ? x : x == 1 ? y : throw new ArgumentException($"shapes [{string.Join(", ", a)}] and [{string.Join(", ", b)}] do not go together");
        }

        return shape;
    }

    public static Tensor MirrorPad(OpCall c)
    {
        // SYMMETRIC repeats the edge, REFLECT does not.
        var edge = c.Attributes.String("mode", "REFLECT") == "SYMMETRIC" ? 1 : 0;
        var pairs = c.Ints(1);
        var result = c[0];
        for (var axis = 0; axis < pairs.Length / 2; axis++)
        {
            var (before, after, size) = (pairs[2 * axis], pairs[(2 * axis) + 1], result.shape[axis]);
            if (before == 0 && after == 0)
            {
                continue;
            }

            if (before < 0 || after < 0 || before > size - 1 + edge || after > size - 1 + edge)
            {
                throw new ArgumentException($"{before} and {after} mirrored elements of an axis of {size}");
            }

            long[] from =
            [
                .. Enumerable.Range(0, (int)before).Select(i => before - i - edge),
                .. Enumerable.Range(0, (int)size).Select(static i => (long)i),
                .. Enumerable.Range(0, (int)after).Select(i => size - 2 + edge - i),
            ];
            result = result.index_select(axis, tensor(from, device: result.device));
        }

        return result;
    }

    public static Tensor Band(OpCall c)
    {
        // A negative number keeps that whole side.
        var (below, above) = (c.Int(1), c.Int(2));
        var rows = Arithmetic.Upto(c[0].shape[^2], ScalarType.Int64, c[0].device).unsqueeze(1);
        var columns = Arithmetic.Upto(c[0].shape[^1], ScalarType.Int64, c[0].device).unsqueeze(0);
        var keep = ones([c[0].shape[^2], c[0].shape[^1]], ScalarType.Bool, c[0].device);
        keep = below < 0 ? keep : keep.logical_and((rows - columns).le(OpTable.Number(below, rows)));
        keep = above < 0 ? keep : keep.logical_and((columns - rows).le(OpTable.Number(above, rows)));
        return where(keep, c[0], zeros_like(c[0]));
    }

    public static Tensor Pad(OpCall c, double value)
    {
        // TensorFlow: a pair per axis, first axis first. torch: last axis first.
        var pairs = c.Ints(1);
        var reversed = new List<long>();
        for (var axis = (pairs.Length / 2) - 1; axis >= 0; axis--)
        {
            reversed.Add(pairs[2 * axis]);
            reversed.Add(pairs[(2 * axis) + 1]);
        }

        return nn.functional.pad(c[0], reversed.ToArray(), PaddingModes.Constant, value);
    }

    public static Tensor Slice(OpCall c)
    {
        var (begin, size) = (c.Ints(1), c.Ints(2));
        var result = c[0];
        for (var axis = 0; axis < begin.Length; axis++)
        {
            var length = size[axis] < 0 ? result.shape[axis] - begin[axis] : size[axis];
            result = result.narrow(axis, begin[axis], length);
        }

        return result;
    }

    public static Tensor StridedSlice(OpCall c)
    {
        var (begin, end, strides) = (c.Ints(1), c.Ints(2), c.Ints(3));
        var beginMask = c.Attributes.Int("begin_mask", 0);
        var endMask = c.Attributes.Int("end_mask", 0);
        var ellipsisMask = c.Attributes.Int("ellipsis_mask", 0);
        var newAxisMask = c.Attributes.Int("new_axis_mask", 0);
        var shrinkMask = c.Attributes.Int("shrink_axis_mask", 0);

        var result = c[0];
        var axis = 0;
        for (var i = 0; i < begin.Length; i++)
        {
            var bit = 1L << i;
            if ((ellipsisMask & bit) != 0)
            {
                // It stands for as many axes as the rest leaves over.
                var used = Enumerable.Range(i + 1, begin.Length - i - 1).Count(j => (newAxisMask & (1L << j)) == 0);
                axis = (int)result.dim() - used;
            }
            else if ((newAxisMask & bit) != 0)
            {
                result = result.unsqueeze(axis++);
            }
            else if ((shrinkMask & bit) != 0)
            {
                var size = result.shape[axis];
                var at = begin[i] < 0 ? begin[i] + size : begin[i];
                result = at >= 0 && at < size ? result.select(axis, at) : throw new ArgumentException($"index {begin[i]} lies outside axis {axis} of size {size}");
            }
            else
            {
                result = Cut(result, axis++, (beginMask & bit) != 0 ? null : begin[i], (endMask & bit) != 0 ? null : end[i], strides[i]);
            }
        }

        return result;
    }

    private static Tensor Cut(Tensor values, int axis, long? begin, long? end, long stride)
    {
        var size = values.shape[axis];
        if (stride == 0)
        {
            throw new ArgumentException("a slice with stride 0");
        }

        // Forwards positions run from 0 to size, backwards from size - 1 to -1.
        var (low, high) = stride > 0 ? (0L, size) : (-1L, size - 1);
        var from = begin is { } b ? Math.Clamp(b < 0 ? b + size : b, low, high) : stride > 0 ? low : high;
        var to = end is { } e ? Math.Clamp(e < 0 ? e + size : e, low, high) : stride > 0 ? high : low;
        if (stride > 0)
        {
            return values.slice(axis, from, Math.Max(from, to), stride);
        }

        var positions = new List<long>();
        for (var i = from; i > to; i += stride)
        {
            positions.Add(i);
        }

        return values.index_select(axis, tensor(positions.ToArray(), device: values.device));
    }
}
