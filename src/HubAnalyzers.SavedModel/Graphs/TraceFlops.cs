using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>The floating-point operations of each layer for one example, a multiplication and an addition counted as two.</summary>
internal static class TraceFlops
{
    /// <summary>The operations by layer; null for a layer with a use whose shape is open or whose operation is not counted.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="layers">The layer of a node that is a variable; null for any other.</param>
    public static IReadOnlyDictionary<string, long?> Of(FlatTrace trace, TraceShapes shapes, Func<FlatNode, string?> layers)
    {
        var flops = new Dictionary<string, long?>(StringComparer.Ordinal);
        var holds = WeightReads.Of<(string Layer, FlatNode Argument)>(trace, n => layers(n) is { } layer ? (layer, n) : null);
        foreach (var node in trace.Nodes.Where(n => !holds.ContainsKey(n)))
        {
            foreach (var used in node.Inputs.Where(i => holds.ContainsKey(i.Node)).Select(i => holds[i.Node]).DistinctBy(static u => u.Layer))
            {
                var cost = CostOf(node, shapes, used.Argument);
                flops[used.Layer] = flops.TryGetValue(used.Layer, out var before) ? Sum(before, cost) : cost;
            }
        }

        return flops;
    }

    private static long? CostOf(FlatNode node, TraceShapes shapes, FlatNode variable)
    {
        var output = shapes.ElementsOf(node);
        var weights = shapes.Of(variable) is { } shape ? TraceShapes.Elements(shape) : null;
        switch (node.Op)
        {
            case "Conv2D" or "DepthwiseConv2dNative":
                // Each weight once for each place of the output.
                var places = shapes.Of(node) is { Length: 4 } map ? TraceShapes.Elements(node.Node!.IsChannelsFirst ? map.Skip(2) : map.Skip(1).Take(2)) : null;
                return Product(Product(weights, places), 2);
            case "MatMul":
                return Product(weights, 2);
            case "BatchMatMulV2" or "BatchMatMul" or "Einsum" or "Tensordot":
                var rows = shapes.Of(node) is { Length: > 2 } batch ? TraceShapes.Elements(batch.Skip(1).SkipLast(1)) : null;
                return Product(Product(weights, rows), 2);
            case "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3":
                return Product(output, 2);
            case "BiasAdd" or "Add" or "AddV2" or "Sub" or "Mul":
                return output;
            case "ResourceGather" or "GatherV2" or "Gather" or "ResourceGatherNd":
                return 0;
            default:
                return null;
        }
    }

    private static long? Product(long? a, long? b) => a is { } x && b is { } y && (y == 0 || x <= long.MaxValue / y) ? x * y : null;

    private static long? Sum(long? a, long? b) => a is { } x && b is { } y && x <= long.MaxValue - y ? x + y : null;
}
