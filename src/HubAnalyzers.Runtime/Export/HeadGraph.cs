using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <summary>Puts a head on the first result of a graph, its weights as constants.</summary>
internal static class HeadGraph
{
    public static ImportedGraph Append(ImportedGraph graph, HeadForm head)
    {
        var nodes = graph.Nodes.ToList();
        var value = graph.Outputs[0].Value;
        foreach (var layer in head.Layers)
        {
            var kernel = Constant(layer.Scope + "/kernel", layer.Kernel, layer.Inputs, layer.Outputs);
            var bias = Constant(layer.Scope + "/bias", layer.Bias, layer.Outputs);
            value = Add(layer.Scope + "/MatMul", "MatMul", NodeAttributes.Empty, value, kernel);
            value = Add(layer.Scope + "/BiasAdd", "BiasAdd", NodeAttributes.Empty, value, bias);
            value = layer.HasRelu ? Add(layer.Scope + "/Relu", "Relu", NodeAttributes.Empty, value) : value;
        }

        return DeadCode.Remove(graph with { Nodes = nodes, Outputs = [new GraphOutput(head.OutputName, value)] });

        ValueRef Add(string name, string op, NodeAttributes attributes, params ValueRef[] inputs)
        {
            nodes.Add(new GraphNode(name, op, inputs, attributes));
            return new ValueRef(ValueSource.Node, nodes.Count - 1);
        }

        ValueRef Constant(string name, float[] values, params long[] shape)
        {
            var tensor = new TensorProto
            {
                Dtype = DataType.DtFloat,
                TensorShape = new TensorShapeProto { Dim = { shape.Select(static d => new TensorShapeProto.Types.Dim { Size = d }) } },
                TensorContent = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())),
            };
            return Add(name, "Const", new NodeAttributes(new Dictionary<string, AttrValue>
            {
                ["dtype"] = new() { Type = DataType.DtFloat },
                ["value"] = new() { Tensor = tensor },
            }));
        }
    }
}
