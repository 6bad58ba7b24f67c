using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>What was folded into convolutions.</summary>
/// <param name="Norms">Batch normalizations.</param>
/// <param name="Biases">Biases.</param>
internal readonly record struct FoldCount(int Norms, int Biases);

/// <summary>
/// The bias and the batch normalization right behind a convolution become part of it: its kernel times a scale, and a bias. Scale and
/// bias are operations on the variables: computed once where all of these are frozen, and in each run, with exact gradients, where the
/// kernel trains. A normalization by the batch's own statistics stays as it is.
/// </summary>
internal static class ConvolutionFolding
{
    /// <summary>Folds.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="trained">The names of the variables that train.</param>
    public static (ImportedGraph Graph, FoldCount Count) Run(ImportedGraph graph, IReadOnlySet<string> trained)
    {
        var flow = new GraphFlow(graph, GraphFlow.MovingIn(graph, trained));
        var uses = Uses(graph);
        var chains = graph.Nodes.Select((_, i) => Chain(i)).ToArray();

        // A bias whose normalization is folded goes with it.
        foreach (var inner in chains.OfType<Folding>().Where(static c => c.Norm is not null && c.Bias is not null).Select(static c => c.Bias!.Value).ToList())
        {
            chains[inner] = null;
        }

        var count = new FoldCount(chains.Count(static c => c?.Norm is not null), chains.Count(static c => c?.Bias is not null));
        if (count == default)
        {
            return (graph, count);
        }

        var nodes = new List<GraphNode>();
        var newIndex = new int[graph.Nodes.Count];
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            if (chains[i] is { } chain)
            {
                Write(chain);
            }
            else
            {
                nodes.Add(graph.Nodes[i] with { Inputs = [.. graph.Nodes[i].Inputs.Select(Moved)] });
            }

            newIndex[i] = nodes.Count - 1;
        }

        var folded = DeadCode.Remove(graph with
        {
            Nodes = nodes,
            Outputs = [.. graph.Outputs.Select(o => o with { Value = Moved(o.Value) })],
            Updates = [.. graph.Updates.Select(u => u with { Value = Moved(u.Value) })],
            Kept = [.. graph.Kept.Select(k => newIndex[k])],
        });
        return (folded, count);

        ValueRef Moved(ValueRef v) => v.Source == ValueSource.Node ? v with { Index = newIndex[v.Index] } : v;

        Folding? Chain(int index)
        {
            var node = graph.Nodes[index];
            if (node.Op == "BiasAdd")
            {
                return Convolution(node.Inputs[0], node) is { } biased ? new Folding(biased, index, null) : null;
            }

            if (!node.Op.StartsWith("FusedBatchNorm", StringComparison.Ordinal)
                || node.Attributes.Bool("is_training", true)
                || Enumerable.Range(1, 5).Any(output => uses.ContainsKey(new ValueRef(ValueSource.Node, index, output))))
            {
                return null;
            }

            var source = node.Inputs[0];
            int? bias = source is { Source: ValueSource.Node, Output: 0 } && uses[source] == 1 && graph.Nodes[source.Index].Op == "BiasAdd" && Layout(graph.Nodes[source.Index]) == Layout(node)
                ? source.Index
                : null;
            if (Convolution(bias is { } b ? graph.Nodes[b].Inputs[0] : source, node) is not { } convolution)
            {
                return null;
            }

            // Where only the normalization trains, its own gradient is cheaper than that of a whole kernel.
            return node.Inputs.Skip(1).Any(flow.Moves) && !flow.Moves(graph.Nodes[convolution].Inputs[1]) ? null : new Folding(convolution, bias, index);
        }

        int? Convolution(ValueRef value, GraphNode user) =>
            value is { Source: ValueSource.Node, Output: 0 }
            && uses[value] == 1
            && graph.Nodes[value.Index] is { Op: "Conv2D" or "DepthwiseConv2dNative", Inputs.Count: 2 } convolution
            && Layout(convolution) == Layout(user)
            && (convolution.Op == "Conv2D" || Multiplied(convolution) is not null)
                ? value.Index
                : null;

        // A depthwise kernel's last two axes, which together are its output channels.
        int[]? Multiplied(GraphNode convolution) => convolution.Inputs[1] switch
        {
            { Source: ValueSource.Variable } v when graph.Variables[v.Index].Shape is [_, _, > 0 and var channels, > 0 and var multiplier] => [(int)channels, (int)multiplier],
            { Source: ValueSource.Node, Output: 0 } v when graph.Nodes[v.Index] is { Op: "Const" } constant && constant.Attributes.Tensor("value")?.TensorShape?.Dim is { Count: 4 } dims => [(int)dims[2].Size, (int)dims[3].Size],
            _ => null,
        };

        void Write(Folding chain)
        {
            var convolution = graph.Nodes[chain.Convolution];
            var bias = chain.Bias is { } b ? Moved(graph.Nodes[b].Inputs[1]) : (ValueRef?)null;
            var kernel = Moved(convolution.Inputs[1]);
            var name = graph.Nodes[chain.Norm ?? chain.Bias!.Value].Name;
            if (chain.Norm is { } n)
            {
                var norm = graph.Nodes[n];
                var (gamma, beta, mean, variance) = (Moved(norm.Inputs[1]), Moved(norm.Inputs[2]), Moved(norm.Inputs[3]), Moved(norm.Inputs[4]));
                var epsilon = Put(Constant(name + "/epsilon", DataType.DtFloat, [], BitConverter.GetBytes(norm.Attributes.Float("epsilon", 1e-4f))));
                var scale = New("Mul", gamma, New("Rsqrt", New("AddV2", variance, epsilon)));
                bias = New("Sub", beta, New("Mul", bias is { } old ? New("Sub", mean, old) : mean, scale));
                if (convolution.Op == "DepthwiseConv2dNative")
                {
                    var shape = Multiplied(convolution)!;
                    var bytes = new byte[shape.Length * sizeof(int)];
                    Buffer.BlockCopy(shape, 0, bytes, 0, bytes.Length);
                    scale = New("Reshape", scale, Put(Constant(name + "/channels", DataType.DtInt32, [shape.Length], bytes)));
                }

                kernel = New("Mul", kernel, scale);
            }

            nodes.Add(convolution with { Name = name, Inputs = [Moved(convolution.Inputs[0]), kernel, bias!.Value] });

            ValueRef New(string op, params ValueRef[] inputs) => Put(new GraphNode(name + "/folded", op, inputs, NodeAttributes.Empty));

            ValueRef Put(GraphNode node)
            {
                nodes.Add(node);
                return new ValueRef(ValueSource.Node, nodes.Count - 1);
            }
        }
    }

    private static Dictionary<ValueRef, int> Uses(ImportedGraph graph) => graph.Nodes.SelectMany(static n => n.Inputs)
        .Concat(graph.Outputs.Select(static o => o.Value)).Concat(graph.Updates.Select(static u => u.Value))
        .GroupBy(static v => v).ToDictionary(static g => g.Key, static g => g.Count());

    private static string Layout(GraphNode node) => node.Attributes.String("data_format", "NHWC");

    private static GraphNode Constant(string name, DataType type, long[] shape, byte[] bytes) => new(name, "Const", [], new NodeAttributes(new Dictionary<string, AttrValue>
    {
        ["value"] = new()
        {
            Tensor = new TensorProto
            {
                Dtype = type,
                TensorShape = new TensorShapeProto { Dim = { shape.Select(static d => new TensorShapeProto.Types.Dim { Size = d }) } },
                TensorContent = ByteString.CopyFrom(bytes),
            },
        },
    }));

    /// <summary>A convolution and what stands behind it, by their nodes.</summary>
    private sealed record Folding(int Convolution, int? Bias, int? Norm);
}
