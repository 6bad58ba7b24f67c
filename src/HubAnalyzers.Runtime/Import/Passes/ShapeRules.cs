using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Ops;
using TorchSharp;

namespace HubAnalyzers.Runtime.Import;

/// <summary>
/// The shape of a first output where torch's meta device has no kernel for what computes it. Inputs that are known to their elements
/// need no rule: they are computed, since shapes may be made of them.
/// </summary>
internal static class ShapeRules
{
    private static readonly Dictionary<string, Func<OpCall, long[]>> _rules = Build();

    public static long[]? Of(OpCall call) =>
        _rules.TryGetValue(call.Node.Op, out var rule) && call.Values.Any(static v => v.Tensor?.device_type == DeviceType.META) ? rule(call) : null;

    private static Dictionary<string, Func<OpCall, long[]>> Build()
    {
        var rules = new Dictionary<string, Func<OpCall, long[]>>(StringComparer.Ordinal)
        {
            ["Conv2D"] = static c => Convolved(c, c[1].shape[3]),
            ["DepthwiseConv2dNative"] = static c => Convolved(c, c[1].shape[2] * c[1].shape[3]),
            ["Conv2DBackpropInput"] = static c => c.Ints(0),
            ["ResizeBilinear"] = Resized,
            ["ResizeNearestNeighbor"] = Resized,
            ["GatherV2"] = static c => Gathered(c, (int)OpCall.Axis(c.Int(2), c[0].dim())),
            ["ResourceGather"] = static c => Gathered(c, 0),
            ["ImageProjectiveTransformV2"] = Transformed,
            ["ImageProjectiveTransformV3"] = Transformed,
            ["Select"] = static c => c[1].shape,
            ["SelectV2"] = Broadcast,
            ["DivNoNan"] = Broadcast,
            ["MulNoNan"] = Broadcast,
            ["Xdivy"] = Broadcast,
            ["Xlogy"] = Broadcast,
            ["MirrorPad"] = static c => [.. c[0].shape.Select((d, axis) => d + c.Ints(1)[2 * axis] + c.Ints(1)[(2 * axis) + 1])],
        };
        foreach (var op in (string[])["Relu", "Relu6", "LeakyRelu", "Elu", "Selu", "Softplus", "Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Erf", "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel", "Cumsum", "ReverseV2"])
        {
            rules.Add(op, static c => c[0].shape);
        }

        return rules;
    }

    private static long[] Convolved(OpCall c, long channels)
    {
        var layout = ImageLayout.Of(c);
        var image = layout.Spatial(c[0].shape);
        var window = c[1].shape[..2];
        var strides = layout.Spatial(c.Attributes.Ints("strides", 1, 1, 1, 1));
        var dilations = layout.Spatial(c.Attributes.Ints("dilations", 1, 1, 1, 1));
        var padding = layout.Padding(c, image, window, strides, dilations);
        long[] size = [.. Enumerable.Range(0, 2).Select(i => ((image[i] + padding[i].Before + padding[i].After - ((window[i] - 1) * dilations[i]) - 1) / strides[i]) + 1)];
        return size.All(static d => d > 0) ? layout.Shape(c[0].shape[0], size[0], size[1], channels) : throw new ArgumentException("a window larger than the image");
    }

    private static long[] Resized(OpCall c) => [c[0].shape[0], .. c.Ints(1), c[0].shape[3]];

    private static long[] Transformed(OpCall c) => [c[0].shape[0], .. c.Ints(2), c[0].shape[3]];

    private static long[] Broadcast(OpCall c) => c.Tensors.Select(static t => t.shape).Aggregate(ShapeOps.Broadcast);

    private static long[] Gathered(OpCall c, int axis) => c.Attributes.Int("batch_dims", 0) == 0
        ? [.. c[0].shape[..axis], .. c[1].shape, .. c[0].shape[(axis + 1)..]]
        : throw new NotSupportedException("batches");
}
