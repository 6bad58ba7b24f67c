using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>Floating-point operations of a graph, a multiplication and an addition counted as two.</summary>
internal static class GraphFlops
{
    /// <summary>Counts those of a way forward and, where gradients are recorded, of the way back.</summary>
    public static (double Forward, double Backward) Of(ImportedGraph graph, IReadOnlySet<string> trained, ShapeInference shapes)
    {
        var flow = new GraphFlow(graph, GraphFlow.MovingIn(graph, trained));
        var (forward, backward) = (0.0, 0.0);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            var result = new ValueRef(ValueSource.Node, i);
            if (shapes.Of(result) is not { } shape || flow.IsFixed(result) || KeptValues.ViewOf(node) is not null)
            {
                continue;
            }

            var own = Elements(shape) * PerElement(node, shapes);
            forward += own;

            // Each factor that has a gradient costs as much as the way forward did.
            backward += own * (PerElement(node, shapes) > 1 ? node.Inputs.Take(2).Count(flow.Moves) : flow.Moves(result) ? 1 : 0);
        }

        return (forward, backward);
    }

    private static double PerElement(GraphNode node, ShapeInference shapes)
    {
        var second = node.Inputs.Count > 1 ? shapes.Of(node.Inputs[1]) : null;
        return (node.Op, second) switch
        {
            ("Conv2D", { Length: 4 } k) => 2 * Elements(k[..3]),
            ("DepthwiseConv2dNative", { Length: 4 } k) => 2 * Elements(k[..2]),
            ("MatMul", { Length: 2 } k) => 2.0 * (node.Attributes.Bool("transpose_b", false) ? k[1] : k[0]),
            ("BatchMatMul" or "BatchMatMulV2" or "BatchMatMulV3", { Length: >= 2 } k) => 2.0 * (node.Attributes.Bool("adj_y", false) ? k[^1] : k[^2]),
            _ => 1,
        };
    }

    private static double Elements(IEnumerable<long> shape) => shape.Aggregate(1.0, static (a, d) => a * Math.Max(d, 1));
}
