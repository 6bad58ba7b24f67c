using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Execution;

/// <summary>
/// Where smaller numbers than float32 would be wrong numbers: ids, sizes and places, which are floats on their way to becoming whole ones.
/// bfloat16 has no 257. What leads there is marked back to the inputs, or to the layer whose features it is: those are
/// approximate anyway.
/// </summary>
internal static class ReducedPrecision
{
    /// <summary>The graph with the nodes marked that compute in float32 whatever the rest computes in.</summary>
    public static ImportedGraph Mark(ImportedGraph graph) => Mark(graph, new HashSet<int>()).Graph;

    /// <summary>Whether a node takes an input in float32 beside smaller ones: statistics and weights of a normalization, places in images, what a loop needs so.</summary>
    public static bool TakesExact(GraphNode node, int input) => node.Op switch
    {
        "ImageProjectiveTransformV2" or "ImageProjectiveTransformV3" => input == 1,
        "While" => node.Bodies.Any(b => IsExactInput(b, input)),
        "If" => node.Bodies.Any(b => IsExactInput(b, input - 1)),
        _ => input > 0 && node.Op.StartsWith("FusedBatchNorm", StringComparison.Ordinal),
    };

    /// <summary>Whether anything that takes the input of a graph does so in float32, or hands it on as it is.</summary>
    public static bool IsExactInput(ImportedGraph graph, int input)
    {
        return graph.Outputs.Any(o => Is(o.Value)) || graph.Nodes.Any(n => n.Inputs.Where((v, i) => Is(v) && (n.IsExact || TakesExact(n, i))).Any());

        bool Is(ValueRef value) => value.Source == ValueSource.Input && value.Index == input;
    }

    private static (ImportedGraph Graph, IReadOnlySet<int> ExactInputs) Mark(ImportedGraph graph, IReadOnlySet<int> exactOutputs)
    {
        var wanted = new HashSet<int>?[graph.Nodes.Count];
        var inputs = new HashSet<int>();
        foreach (var output in exactOutputs)
        {
            Want(graph.Outputs[output].Value);
        }

        var nodes = graph.Nodes.ToArray();
        for (var at = nodes.Length - 1; at >= 0; at--)
        {
            var node = nodes[at];
            if (node.Bodies.Count > 0)
            {
                nodes[at] = MarkBodies(node, wanted[at] ?? []);
                continue;
            }

            var isExact = BecomesWhole(node) || (wanted[at] is not null && !IsEnd(node));
            nodes[at] = isExact ? node with { IsExact = true } : node;
            foreach (var value in node.Inputs.Where((_, i) => isExact || TakesExact(node, i)))
            {
                Want(value);
            }
        }

        return (graph with { Nodes = nodes }, inputs);

        void Want(ValueRef value)
        {
            if (value.Source == ValueSource.Node)
            {
                (wanted[value.Index] ??= []).Add(value.Output);
            }
            else if (value.Source == ValueSource.Input)
            {
                inputs.Add(value.Index);
            }
        }

        // What a loop must be given exactly it must hand on exactly, too; a branch takes its inputs after the condition.
        GraphNode MarkBodies(GraphNode node, HashSet<int> outputs)
        {
            var isLoop = node.Op == "While";
            for (; ; )
            {
                var marked = node.Bodies.Select((b, i) => Mark(b, isLoop && i == 0 ? new HashSet<int>() : outputs)).ToList();
                var taken = marked.SelectMany(static m => m.ExactInputs).ToHashSet();
                if (!isLoop || taken.IsSubsetOf(outputs))
                {
                    foreach (var input in isLoop ? outputs : taken.Select(static i => i + 1))
                    {
                        Want(node.Inputs[input]);
                    }

                    return node with { Bodies = [.. marked.Select(static m => m.Graph)] };
                }

                outputs = [.. outputs, .. taken];
            }
        }
    }

    /// <summary>Operations after which a float is an id, a size or a place; equality tells ids apart.</summary>
    private static bool BecomesWhole(GraphNode node) => node.Op switch
    {
        "Cast" => IsFloat(node, "SrcT", DataType.DtFloat) && !IsFloat(node, "DstT", DataType.DtFloat),
        "Range" => IsFloat(node, "Tidx", DataType.DtInt32),
        "LinSpace" => true,
        "Equal" or "NotEqual" => IsFloat(node, "T", DataType.DtFloat),
        _ => false,
    };

    private static bool IsFloat(GraphNode node, string attribute, DataType missing) =>
        TensorTypes.ToTorch(node.Attributes.Type(attribute, missing)) is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16;

    /// <summary>What lies behind is approximate anyway, or does not matter but for its shape.</summary>
    private static bool IsEnd(GraphNode node) => node.Op switch
    {
        "Shape" or "ShapeN" or "Size" or "Rank" or "ArgMax" or "ArgMin" => true,
        "Conv2D" or "DepthwiseConv2dNative" or "Conv2DBackpropInput" => true,
        "MatMul" or "BatchMatMul" or "BatchMatMulV2" or "BatchMatMulV3" or "Einsum" => node.Inputs.Any(static v => v.Source == ValueSource.Variable),
        _ => node.Op.StartsWith("FusedBatchNorm", StringComparison.Ordinal),
    };
}
