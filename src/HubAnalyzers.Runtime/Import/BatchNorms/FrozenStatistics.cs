using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Import;

/// <summary>
/// Gives batch normalizations of a trace for training the form that they have in inference: they normalize by their moving statistics,
/// and nothing moves those.
/// </summary>
internal static class FrozenStatistics
{
    /// <summary>Rewrites a graph.</summary>
    /// <param name="graph">The trace for training.</param>
    /// <param name="frozen">The normalizations to freeze; all others stay as they are.</param>
    /// <param name="keep">Whether a variable's update stays.</param>
    public static ImportedGraph Run(ImportedGraph graph, IReadOnlyCollection<BatchNorm> frozen, Func<int, bool> keep)
    {
        // What is spelled out may have kept an axis of one: the moving statistic takes that shape, by constants that come first.
        var spelledOut = frozen.Where(static b => b.Node is null).SelectMany(static b => b.Statistics).ToDictionary(static s => s.Batch.Index);
        var shapes = spelledOut.Count > 0 ? ShapeInference.Run(graph) : null;
        var constants = new List<GraphNode>();
        var replaced = new Dictionary<ValueRef, ValueRef>();
        var fused = new Dictionary<int, BatchNorm>();
        foreach (var norm in frozen.Where(static b => b.Node is not null))
        {
            fused[norm.Node!.Value] = norm;
            foreach (var statistic in norm.Statistics)
            {
                replaced[statistic.Batch] = new ValueRef(ValueSource.Variable, statistic.Variable);
            }
        }

        var count = spelledOut.Count;
        var nodes = new List<GraphNode>(graph.Nodes.Count);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (spelledOut.TryGetValue(i, out var statistic))
            {
                var shape = shapes!.Of(statistic.Batch)!;
                var constant = new ValueRef(ValueSource.Node, constants.Count);
                constants.Add(new GraphNode(node.Name + "/shape", "Const", [], Shape(shape)));
                nodes.Add(new GraphNode(node.Name, "Reshape", [new ValueRef(ValueSource.Variable, statistic.Variable), constant], NodeAttributes.Empty));
            }
            else if (fused.TryGetValue(i, out var norm))
            {
                var inputs = node.Inputs.Take(3).Select(Moved).Concat(norm.Statistics.Select(static s => new ValueRef(ValueSource.Variable, s.Variable)));
                nodes.Add(node with { Inputs = [.. inputs], Attributes = node.Attributes.With("is_training", new AttrValue { B = false }) });
            }
            else
            {
                nodes.Add(node with { Inputs = [.. node.Inputs.Select(Moved)] });
            }
        }

        return DeadCode.Remove(graph with
        {
            Nodes = [.. constants, .. nodes],
            Outputs = [.. graph.Outputs.Select(o => o with { Value = Moved(o.Value) })],
            Updates = [.. graph.Updates.Where(u => keep(u.Variable)).Select(u => u with { Value = Moved(u.Value) })],
            Kept = [.. graph.Kept.Select(i => i + count)],
        });

        ValueRef Moved(ValueRef value)
        {
            value = replaced.GetValueOrDefault(value, value);
            return value.Source == ValueSource.Node ? value with { Index = value.Index + count } : value;
        }
    }

    private static NodeAttributes Shape(long[] shape) => new(new Dictionary<string, AttrValue>
    {
        ["dtype"] = new() { Type = DataType.DtInt64 },
        ["value"] = new()
        {
            Tensor = new TensorProto
            {
                Dtype = DataType.DtInt64,
                TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = shape.Length } } },
                TensorContent = ByteString.CopyFrom([.. shape.SelectMany(BitConverter.GetBytes)]),
            },
        },
    });
}
