using System;
using System.Collections.Generic;
using System.Linq;
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

    public static Tensor Gather(Tensor values, Tensor indices, long axis)
    {
        var at = (int)OpCall.Axis(axis, values.dim());
        var flat = indices.to(ScalarType.Int64).to(values.device).reshape(-1);
        return values.index_select(at, flat).reshape([.. values.shape[..at], .. indices.shape, .. values.shape[(at + 1)..]]);
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
