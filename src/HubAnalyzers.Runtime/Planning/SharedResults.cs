using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>
/// Results whose memory may be an input's, a variable's or a kept value's, since nothing on the way makes new memory. They are copied
/// for the caller, who may write to them. Told from the graph, so that a call costs nothing more where there are none.
/// </summary>
internal static class SharedResults
{
    /// <summary>Operations that may hand memory on: views, and those that have nothing to do for some inputs.</summary>
    private static readonly HashSet<string> _handOn = new(StringComparer.Ordinal)
    {
        "StopGradient", "PreventGradient", "Cast", "Bitcast", "AddN",
        "Reshape", "ExpandDims", "Squeeze", "Transpose", "BroadcastTo", "Slice", "StridedSlice", "Unpack", "Split", "SplitV", "MirrorPad", "Pad", "PadV2",
        "Sum", "Mean", "Max", "Min", "Prod", "All", "Any", "Einsum", "ComplexAbs",
        "SpaceToBatchND", "BatchToSpaceND", "SpaceToDepth", "DepthToSpace", "ResizeBilinear", "ResizeNearestNeighbor", "Roll", "Tile",
        "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3",
        "TensorListFromTensor", "TensorListSetItem", "TensorListPushBack", "TensorListGetItem",
    };

    /// <summary>For each result whether it may share memory.</summary>
    public static bool[] Of(ImportedGraph graph, IReadOnlySet<string> trained)
    {
        var flow = new GraphFlow(graph, GraphFlow.MovingIn(graph, trained));
        var shares = new bool[graph.Nodes.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            // A loop that does not turn, and a branch, give what they were given, or a variable that they read.
            var node = graph.Nodes[i];
            shares[i] = node.Op == "Const" || node.Bodies.Count > 0 || flow.IsFixed(new ValueRef(ValueSource.Node, i))
                || (_handOn.Contains(node.Op) && node.Inputs.Any(Shares));
        }

        return [.. graph.Outputs.Select(o => Shares(o.Value))];

        bool Shares(ValueRef value) => value.Source != ValueSource.Node || shares[value.Index];
    }
}
