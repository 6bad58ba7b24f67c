using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// The shapes of a trace's values: as the file notes them, else worked out for the operations that convolutional nets are made of.
/// The first dimension is the batch's and counts as open; where more is open, there is no shape.
/// </summary>
internal sealed class TraceShapes
{
    private readonly Dictionary<FlatNode, long[]?> _shapes = [];

    /// <param name="trace">The trace.</param>
    /// <param name="given">The shape of what the trace is given: of an input, of a variable; null for any other node.</param>
    public TraceShapes(FlatTrace trace, Func<FlatNode, long[]?> given)
    {
        foreach (var node in trace.Nodes)
        {
            _shapes[node] = given(node) ?? (node.Node is { } definition ? Best(Noted(definition), node) : null);
        }
    }

    /// <summary>The shape of a node's first output; null where it is open.</summary>
    public long[]? Of(FlatNode node) => _shapes.GetValueOrDefault(node);

    /// <summary>The number of elements per example; null where it is open.</summary>
    public long? ElementsOf(FlatNode node) => Of(node) is { } shape ? Elements(shape.Skip(1)) : null;

    /// <summary>The product of dimensions; null where one is open or the product is no number any more.</summary>
    public static long? Elements(IEnumerable<long> dimensions)
    {
        var count = 1L;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0 || (dimension > 0 && count > long.MaxValue / dimension))
            {
                return null;
            }

            count *= dimension;
        }

        return count;
    }

    /// <summary>A function that serves several shapes notes them open; what is worked out from this call's inputs may know more.</summary>
    private long[]? Best(long[]? noted, FlatNode node) => noted is not null && !noted.Skip(1).Any(static d => d < 0) ? noted : Inferred(node) ?? noted;

    private static long[]? Noted(SavedNode node) => node.TryGetAttribute("_output_shapes", out var noted) && noted.List is { Shape.Count: > 0 } list && !list.Shape[0].UnknownRank
        ? [.. list.Shape[0].Dim.Select(static d => d.Size)]
        : null;

    private long[]? Inferred(FlatNode node)
    {
        if (node.Inputs.Count == 0)
        {
            return null;
        }

        var first = Of(node.Inputs[0].Node);
        var second = node.Inputs.Count > 1 ? Of(node.Inputs[1].Node) : null;
        switch (node.Op)
        {
            case "ReadVariableOp" or "Identity" or "Relu" or "Relu6" or "LeakyRelu" or "Elu" or "Selu" or "Sigmoid" or "Tanh" or "Softmax" or "BiasAdd" or "Cast" or "StopGradient" or "Rsqrt" or "Sqrt" or "Square" or "Neg" or "Exp" or "Log" or "Erf" or "Softplus" or "Abs" or "LRN" or "AddN":
                return first;
            case "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3":
                return first;
            case "Add" or "AddV2" or "Sub" or "Mul" or "RealDiv" or "Maximum" or "Minimum":
                return Broadcast(first, second);
            case "Conv2D" when first is { Length: 4 } && second is { Length: 4 }:
                return Window(node.Node!, first, [second[0], second[1]], second[3]);
            case "DepthwiseConv2dNative" when first is { Length: 4 } && second is { Length: 4 }:
                return Window(node.Node!, first, [second[0], second[1]], second[2] * second[3]);
            case "MaxPool" or "AvgPool" when first is { Length: 4 } && Ints(node.Node!, "ksize") is { Length: 4 } size:
                return node.Node!.IsChannelsFirst ? Window(node.Node!, first, [size[2], size[3]], first[1]) : Window(node.Node!, first, [size[1], size[2]], first[3]);
            case "MatMul" when first is { Length: 2 } && second is { Length: 2 } && !node.Node!.Flag("transpose_a"):
                return [first[0], node.Node!.Flag("transpose_b") ? second[0] : second[1]];
            case "Mean" or "Sum" or "Max" or "Min" or "Prod" when first is not null && SmallConstant.Integers(node, 1) is { } axes:
                return Reduced(first, axes, node.Node!.Flag("keep_dims"));
            case "Pad" or "PadV2" or "MirrorPad" when first is not null && SmallConstant.Integers(node, 1) is { } paddings && paddings.Length == 2 * first.Length:
                return [.. first.Select((d, i) => d < 0 ? d : d + paddings[2 * i] + paddings[(2 * i) + 1])];
            case "Reshape" when first is { Length: > 0 } && SmallConstant.Integers(node, 1) is { Length: > 0 } shape:
                return Reshaped(first, shape);
            case "Squeeze" when first is not null && Ints(node.Node!, "squeeze_dims") is { Length: > 0 } squeezed:
                return Reduced(first, squeezed, keeps: false);
            case "ConcatV2" when SmallConstant.Integers(node, node.Inputs.Count - 1) is [var axis]:
                return Joined([.. node.Inputs.SkipLast(1).Select(i => Of(i.Node))], axis);
            default:
                return null;
        }
    }

    private static long[] Reduced(long[] shape, long[] axes, bool keeps)
    {
        var at = axes.Select(a => a < 0 ? a + shape.Length : a).ToHashSet();
        return [.. shape.Select((d, i) => at.Contains(i) ? 1 : d).Where((_, i) => keeps || !at.Contains(i))];
    }

    /// <summary>The batch stays the first dimension; one of the others may be left open for the rest.</summary>
    private static long[]? Reshaped(long[] from, long[] to)
    {
        if (to.Skip(1).All(static d => d >= 0))
        {
            return to;
        }

        return to[0] != -1 && to.Count(static d => d < 0) == 1 && Elements(from.Skip(1)) is { } all && Elements(to.Skip(1).Where(static d => d >= 0)) is > 0 and var known && all % known == 0
            ? [.. to.Select(d => d < 0 ? all / known : d)]
            : null;
    }

    private static long[]? Joined(long[]?[] parts, long axis)
    {
        if (parts is not [{ } first, ..] || parts.Any(p => p?.Length != first.Length))
        {
            return null;
        }

        var at = axis < 0 ? axis + first.Length : axis;
        var sizes = parts.Select(p => at >= 0 && at < p!.Length ? p[at] : -1).ToList();
        return [.. first.Select((d, i) => i != at ? d : sizes.All(static s => s is >= 0 and <= int.MaxValue) ? sizes.Sum() : -1)];
    }

    private static long[]? Broadcast(long[]? a, long[]? b)
    {
        if (a is null || b is null)
        {
            return null;
        }

        if (a.Length < b.Length)
        {
            (a, b) = (b, a);
        }

        var shape = a.ToArray();
        for (var i = 0; i < b.Length; i++)
        {
            var at = i + a.Length - b.Length;
            shape[at] = shape[at] == 1 ? b[i] : shape[at];
        }

        return shape;
    }

    private static long[]? Window(SavedNode node, long[] input, long[] window, long channels)
    {
        var first = node.IsChannelsFirst ? 2 : 1;
        var strides = Ints(node, "strides") is { Length: 4 } s ? [s[first], s[first + 1]] : new long[] { 1, 1 };
        var dilations = Ints(node, "dilations") is { Length: 4 } d ? [d[first], d[first + 1]] : new long[] { 1, 1 };
        var padding = node.TryGetAttribute("padding", out var p) ? p.S.ToStringUtf8() : "";
        var size = new long[2];
        for (var i = 0; i < 2; i++)
        {
            var length = input[first + i];
            var span = ((window[i] - 1) * dilations[i]) + 1;
            if (length < 0 || window[i] < 1 || strides[i] < 1 || padding is not ("SAME" or "VALID"))
            {
                return null;
            }

            size[i] = padding == "SAME" ? (length + strides[i] - 1) / strides[i] : (length - span + strides[i]) / strides[i];
        }

        return first == 2 ? [input[0], channels, size[0], size[1]] : [input[0], size[0], size[1], channels];
    }

    private static long[]? Ints(SavedNode node, string name) => node.TryGetAttribute(name, out var value) && value.List is { } list ? [.. list.I] : null;
}
