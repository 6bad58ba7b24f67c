using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Planning;

/// <summary>A graph written node by node, and the values of its variables.</summary>
internal sealed class SmallGraph : IDisposable
{
    private readonly List<GraphInput> _inputs = [];
    private readonly List<GraphVariable> _variables = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphOutput> _outputs = [];
    private readonly List<GraphUpdate> _updates = [];

    private readonly Generator _chance = new(7);

    public VariableStore Variables { get; } = new("test", bundle: null);

    public ImportedGraph Graph => DeadCode.Remove(new("test", "call", _inputs, _variables, _nodes, _outputs, _updates));

    public ValueRef Input(string name, params long[] shape)
    {
        _inputs.Add(new GraphInput(name, DataType.DtFloat, shape));
        return new ValueRef(ValueSource.Input, _inputs.Count - 1);
    }

    public ValueRef Variable(string name, Tensor value)
    {
        _variables.Add(new GraphVariable(_variables.Count, name, null, DataType.DtFloat, value.shape));
        Variables.Add(_variables);
        Variables.Set(name, value);
        return new ValueRef(ValueSource.Variable, _variables.Count - 1);
    }

    public ValueRef Random(string name, params long[] shape) => Variable(name, rand(shape, generator: _chance) - 0.5f);

    public ValueRef Node(string op, ValueRef[] inputs, params (string Name, AttrValue Value)[] attributes) => Node(new GraphNode(op, op, inputs, new NodeAttributes(attributes.ToDictionary(static a => a.Name, static a => a.Value))));

    public ValueRef Node(GraphNode node)
    {
        _nodes.Add(node);
        return new ValueRef(ValueSource.Node, _nodes.Count - 1);
    }

    public ValueRef Ints(params int[] values) => Node("Const", [], ("value", new AttrValue
    {
        Tensor = new TensorProto { Dtype = DataType.DtInt32, TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = values.Length } } }, IntVal = { values } },
    }));

    /// <summary>A convolution of four channels to four, its normalization by moving statistics, and a rectifier; their variables carry the name.</summary>
    public ValueRef Block(string name, ValueRef image, bool depthwise = false, bool bias = false, bool training = false)
    {
        var kernel = depthwise ? Random(name + "/kernel", 3, 3, 2, 2) : Random(name + "/kernel", 3, 3, 4, 4);
        var result = Node(depthwise ? "DepthwiseConv2dNative" : "Conv2D", [image, kernel], ("padding", Text("SAME")), ("strides", Numbers(1, 1, 1, 1)));
        result = bias ? Node("BiasAdd", [result, Random(name + "/bias", 4)]) : result;
        result = Node(
            "FusedBatchNormV3",
            [result, Random(name + "/gamma", 4), Variable(name + "/beta", rand(4, generator: _chance)), Random(name + "/mean", 4), Variable(name + "/variance", rand(4, generator: _chance) + 0.5f)],
            ("is_training", new AttrValue { B = training }),
            ("epsilon", new AttrValue { F = 0.001f }));
        return Node("Relu", [result]);
    }

    public void Output(ValueRef value) => _outputs.Add(new GraphOutput("out" + _outputs.Count, value));

    public void Update(ValueRef variable, UpdateKind kind, ValueRef value) => _updates.Add(new GraphUpdate(variable.Index, kind, value, "update"));

    public void Dispose()
    {
        Variables.Dispose();
        _chance.Dispose();
    }

    public static AttrValue Text(string value) => new() { S = ByteString.CopyFromUtf8(value) };

    public static AttrValue Numbers(params long[] values) => new() { List = new AttrValue.Types.ListValue { I = { values } } };
}
