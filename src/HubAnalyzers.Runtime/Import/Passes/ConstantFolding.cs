using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.SavedModel.Wire;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Import;

/// <summary>Computes once what constants and known shapes decide: by the operations' own kernels, so that no second set of rules can differ.</summary>
internal static class ConstantFolding
{
    /// <summary>A larger result stays an operation: it is cheaper to compute than to keep.</summary>
    private const long MostElements = 1 << 16;

    private static readonly HashSet<string> _shapes = ["Shape", "Size", "Rank"];

    public static ImportedGraph Run(ImportedGraph graph, ShapeInference shapes)
    {
        Native.TorchNative.EnsureLoaded();
        var options = new ImportOptions();
        var nodes = graph.Nodes.ToArray();
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var known = new Dictionary<int, Tensor>();
        for (var i = 0; i < nodes.Length; i++)
        {
            if (Compute(graph, nodes[i], i) is { } result && result.numel() <= MostElements && TensorTypes.FromTorch(result.dtype) is { } type)
            {
                known[i] = result;
                if (nodes[i].Op != "Const")
                {
                    nodes[i] = Constant(nodes[i].Name, type, result);
                }
            }
        }

        return graph with { Nodes = nodes };

        Tensor? Compute(ImportedGraph graph, GraphNode node, int index)
        {
            if (node.Op == "Const")
            {
                return Small(graph, node);
            }

            if (_shapes.Contains(node.Op))
            {
                return shapes.Of(node.Inputs[0]) is { } shape && shape.All(static d => d >= 0) ? Run(node, [zeros(shape, device: META)]) : null;
            }

            if (OneDimension(node) is { } size)
            {
                return tensor(size).to(known[node.Inputs[1].Index].dtype);
            }

            return node.Inputs.Count > 0 && OpTable.Traits(node.Op).HasFlag(OpTraits.Pure) && node.Inputs.All(static v => v is { Source: ValueSource.Node, Output: 0 }) && node.Inputs.All(v => known.ContainsKey(v.Index))
                && shapes.Of(new ValueRef(ValueSource.Node, index)) is { } result && Elements(result) <= MostElements
                ? Run(node, [.. node.Inputs.Select(v => known[v.Index])])
                : null;
        }

        // The batch is unknown, but the height in Shape(x)[1] may be known: what resizing and flattening are made of.
        long? OneDimension(GraphNode node)
        {
            if (node.Op != "StridedSlice" || node.Inputs[0] is not { Source: ValueSource.Node } from || graph.Nodes[from.Index].Op != "Shape"
                || node.Attributes.Int("shrink_axis_mask", 0) != 1 || node.Attributes.Int("new_axis_mask", 0) != 0 || node.Attributes.Int("ellipsis_mask", 0) != 0
                || node.Inputs[1].Source != ValueSource.Node || !known.TryGetValue(node.Inputs[1].Index, out var begin) || begin.numel() != 1
                || graph.Nodes[from.Index].Attributes.Type("out_type", DataType.DtInt32) != TensorTypes.FromTorch(begin.dtype)
                || shapes.Of(graph.Nodes[from.Index].Inputs[0]) is not { } shape)
            {
                return null;
            }

            var at = begin.reshape(-1).to(ScalarType.Int64).data<long>()[0];
            at = at < 0 ? at + shape.Length : at;
            return at >= 0 && at < shape.Length && shape[at] >= 0 ? shape[at] : null;
        }

        Tensor? Run(GraphNode node, Tensor[] inputs)
        {
            try
            {
                return OpTable.Find(node.Op)!(new OpCall(node, [.. inputs.Select(static t => new Value(t))], options)) is [{ Tensor: { } single }] ? single : null;
            }
            catch (Exception e) when (OpCall.IsRefusal(e))
            {
                // Told where it runs, with its shapes.
                return null;
            }
        }
    }

    private static long Elements(long[] shape) => shape.Any(static d => d < 0) ? long.MaxValue : shape.Aggregate(1L, static (a, b) => b == 0 ? 0 : a > long.MaxValue / b ? long.MaxValue : a * b);

    private static Tensor? Small(ImportedGraph graph, GraphNode node)
    {
        if (node.Attributes.Tensor("value") is not { } proto || TensorTypes.ToTorch(proto.Dtype) is not { } type)
        {
            return null;
        }

        // A large constant is not read twice.
        var count = Elements([.. (proto.TensorShape?.Dim ?? []).Select(static d => d.Size)]);
        return count > MostElements ? null : ConstantTensor.Decode(proto, graph.File, node.Name) is var constant ? TensorTypes.FromBytes(constant.Bytes, type, constant.Shape) : null;
    }

    private static GraphNode Constant(string name, DataType type, Tensor value) => new(name, "Const", [], new NodeAttributes(new Dictionary<string, AttrValue>
    {
        ["dtype"] = new() { Type = type },
        ["value"] = new()
        {
            Tensor = new TensorProto
            {
                Dtype = type,
                TensorShape = new TensorShapeProto { Dim = { value.shape.Select(static d => new TensorShapeProto.Types.Dim { Size = d }) } },
                TensorContent = ByteString.CopyFrom(value.contiguous().bytes),
            },
        },
    }));
}
