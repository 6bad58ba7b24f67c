using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>
/// What libtorch keeps of each operation for its gradient, besides whole inputs and outputs: bytes for each element of the result, for what
/// a kernel of several steps makes in between.
/// </summary>
/// <param name="Inputs">Whether its inputs are kept.</param>
/// <param name="Output">Whether its result is kept.</param>
/// <param name="OwnBytes">Bytes of its own for each element of the result.</param>
internal readonly record struct KeptValues(bool Inputs, bool Output, int OwnBytes)
{
    private static readonly Dictionary<string, KeptValues> _rules = Build();

    private static readonly HashSet<string> _products = new(StringComparer.Ordinal) { "Mul", "MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "Einsum", "RealDiv", "Div", "MulNoNan" };

    /// <summary>Operations whose results share the memory of an input; its place among the inputs.</summary>
    private static readonly Dictionary<string, int> _views = new(StringComparer.Ordinal)
    {
        ["Identity"] = 0, ["StopGradient"] = 0, ["PreventGradient"] = 0, ["Reshape"] = 0, ["ExpandDims"] = 0, ["Squeeze"] = 0, ["Transpose"] = 0,
        ["BroadcastTo"] = 0, ["Unpack"] = 0, ["Split"] = 1, ["SplitV"] = 0, ["Slice"] = 0, ["StridedSlice"] = 0,
    };

    /// <summary>The place of the input whose memory a node's results share; null where they have their own.</summary>
    public static int? ViewOf(GraphNode node) => _views.TryGetValue(node.Op, out var place) ? place : null;

    /// <summary>Whether the gradient of a node's result is that of its input as it stands.</summary>
    public static bool PassesGradientOn(GraphNode node) => ViewOf(node) is not null || node.Op is "Add" or "AddV2" or "AddN" or "BiasAdd" or "Sub";

    /// <summary>What is kept of a node.</summary>
    /// <param name="node">The node; a gradient flows through it.</param>
    /// <param name="index">Its place.</param>
    /// <param name="moves">Whether a value has a gradient.</param>
    /// <param name="shapes">The shapes of the graph's values.</param>
    /// <returns>Values, and the bytes of its own.</returns>
    public static (IEnumerable<ValueRef> Values, long Own) Of(GraphNode node, int index, Func<ValueRef, bool> moves, ShapeInference shapes)
    {
        var output = new ValueRef(ValueSource.Node, index);
        var isPointwise = IsPointwise(node, shapes);
        if (_products.Contains(node.Op) || isPointwise)
        {
            // Each factor is kept for the gradient of the others.
            var factors = node.Inputs.Take(isPointwise ? 2 : int.MaxValue).ToList();
            return (factors.Where((_, i) => factors.Where((other, j) => j != i && moves(other)).Any()), 0);
        }

        var rule = _rules.TryGetValue(node.Op, out var known) ? known : new KeptValues(true, true, 0);
        return ([.. rule.Inputs ? node.Inputs : [], .. rule.Output ? [output] : Array.Empty<ValueRef>()], rule.OwnBytes * (shapes.Of(output) ?? []).Aggregate(1L, static (a, d) => a * Math.Max(d, 1)));
    }

    /// <summary>A convolution of one pixel by one is computed as a product of matrices, which keeps less than a convolution does.</summary>
    private static bool IsPointwise(GraphNode node, ShapeInference shapes) =>
        node.Op == "Conv2D" && node.Attributes.String("data_format", "NHWC") == "NHWC" && shapes.Of(node.Inputs[1]) is [1, 1, ..];

    private static Dictionary<string, KeptValues> Build()
    {
        var rules = new Dictionary<string, KeptValues>(StringComparer.Ordinal);
        Add(default, "Add", "AddV2", "Sub", "BiasAdd", "AddN", "Neg", "Identity", "StopGradient", "PreventGradient", "Reshape", "ExpandDims", "Squeeze", "Transpose", "Sum", "Mean", "ConcatV2", "Concat", "Pack", "Unpack", "Split", "SplitV", "Slice", "StridedSlice", "Pad", "PadV2", "MirrorPad", "Tile", "BroadcastTo", "Fill", "Cast", "ReverseV2", "Roll", "SpaceToBatchND", "BatchToSpaceND", "SpaceToDepth", "DepthToSpace", "Cumsum", "ResizeBilinear", "ResizeNearestNeighbor", "ZerosLike", "OnesLike", "Shape", "Size", "Rank", "Const");
        Add(new(true, false, 0), "Relu6", "LeakyRelu", "Elu", "Abs", "Square", "SquaredDifference", "Log", "Log1p", "Erf", "Sin", "Cos", "AvgPool", "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "Softplus", "L2Loss", "Maximum", "Minimum", "Conv2D", "DepthwiseConv2dNative", "Conv2DBackpropInput", "Gather", "GatherV2", "ResourceGather");
        Add(new(false, true, 0), "Relu", "Selu", "Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Exp", "Sqrt", "Rsqrt", "Reciprocal", "Inv");
        Add(new(true, true, 0), "Max", "Min", "Pow");

        // A place of 8 bytes for each maximum; a mask of 1; a step in between of 4.
        Add(new(true, false, 8), "MaxPool");
        Add(new(false, false, 1), "Select", "SelectV2");
        Add(new(true, false, 4), "ClipByValue");
        return rules;

        void Add(KeptValues rule, params string[] ops)
        {
            foreach (var op in ops)
            {
                rules.Add(op, rule);
            }
        }
    }
}
