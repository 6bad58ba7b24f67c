using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export.Onnx;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;
using TensorShapeProto = HubAnalyzers.Runtime.Export.Onnx.TensorShapeProto;

namespace HubAnalyzers.Runtime.Export;

/// <summary>
/// Writes an imported graph, with the variables' present values, as an ONNX model of opset 17. Inputs and outputs keep
/// TensorFlow's names and its NHWC layout; in between, images stay in ONNX's NCHW from one operation to the next.
/// Inference traces only.
/// </summary>
internal sealed partial class OnnxWriter
{
    private const long Opset = 17;
    private const long IrVersion = 8;

    private readonly ImportedGraph _graph;
    private readonly VariableStore _variables;
    private readonly ShapeInference _shapes;
    private readonly GraphProto _onnx;
    private readonly OnnxInitializers _initializers;
    private readonly Names _fresh;
    private readonly Refusals _refusals;

    // A value's name as it is, and that of the same image with channels first; either is made of the other when it is asked for.
    private readonly Dictionary<ValueRef, string> _names = [];
    private readonly Dictionary<ValueRef, string> _channelsFirst = [];
    private readonly Dictionary<ValueRef, string> _constants = [];
    private readonly Dictionary<ValueRef, ListForm> _lists = [];
    private readonly HashSet<int> _refused = [];

    private OnnxWriter(ImportedGraph graph, VariableStore variables, GraphProto onnx, OnnxInitializers initializers, Names fresh, Refusals refusals)
    {
        _graph = graph;
        _variables = variables;
        _onnx = onnx;
        _initializers = initializers;
        _fresh = fresh;
        _refusals = refusals;
        _shapes = ShapeInference.Run(graph);
    }

    /// <summary>The ONNX model as bytes.</summary>
    /// <exception cref="HubUnsupportedOpException">The graph holds operations that have no ONNX form here; all are named.</exception>
    public static byte[] ToBytes(ImportedGraph graph, VariableStore variables) => ToModel(graph, variables, data: null).ToByteArray();

    /// <summary>The ONNX model.</summary>
    /// <param name="graph">What is written.</param>
    /// <param name="variables">The values of its variables.</param>
    /// <param name="data">Takes the weights where they are to lie in a file beside the model; null leaves them in it.</param>
    /// <exception cref="HubUnsupportedOpException">The graph holds operations that have no ONNX form here; all are named.</exception>
    public static ModelProto ToModel(ImportedGraph graph, VariableStore variables, OnnxData? data)
    {
        var missing = Missing(graph);
        if (missing.Count > 0)
        {
            throw new HubUnsupportedOpException(
                $"{graph.File}: the call '{graph.FunctionName}' cannot be written as ONNX: {string.Join(", ", missing.Select(static m => m.Op))}; export the inference trace, or a part of the model without them", missing);
        }

        var onnx = new GraphProto { Name = "call" };
        return new OnnxWriter(graph, variables, onnx, new OnnxInitializers(onnx, variables, data), new Names(), new Refusals()).Convert();
    }

    /// <summary>The operations of a graph that have no ONNX form here.</summary>
    public static IReadOnlyList<UnsupportedOp> Missing(ImportedGraph graph) =>
        [.. graph.Nodes.SelectMany(static n => n.Bodies.SelectMany(static b => b.Nodes).Prepend(n))
            .Where(static n => !_ops.ContainsKey(n.Op))
            .GroupBy(static n => n.Op, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => new UnsupportedOp(g.Key, g.Count(), [.. g.Select(static n => n.Name).Take(3)]))];

    private ModelProto Convert()
    {
        if (_graph.Updates.Count > 0)
        {
            throw new HubUnsupportedOpException(
                $"{_graph.File}: the call '{_graph.FunctionName}' changes variables, which ONNX cannot; export the inference trace", [new UnsupportedOp("AssignVariableOp", _graph.Updates.Count, [_graph.Updates[0].Node])]);
        }

        for (var i = 0; i < _graph.Inputs.Count; i++)
        {
            var input = _graph.Inputs[i];
            _names[new ValueRef(ValueSource.Input, i)] = input.Name;
            _onnx.Input.Add(Describe(input.Name, input.DType, input.Shape));
        }

        WriteNodes();
        _refusals.ThrowIfAny(_graph.File);
        foreach (var output in _graph.Outputs)
        {
            var name = _graph.Inputs.Any(i => i.Name == output.Name) ? output.Name + ":out" : output.Name;
            Emit("Identity", [NameOf(output.Value)], name);
            _onnx.Output.Add(Describe(name, TypeOf(output.Value), _shapes.Of(output.Value)));
        }

        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "HubAnalyzers",
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
            Graph = _onnx,
        };
    }

    private void WriteNodes()
    {
        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            var node = _graph.Nodes[i];
            var target = new Target(new ValueRef(ValueSource.Node, i), _fresh.Of(node.Name.Length > 0 ? node.Name : node.Op));
            try
            {
                if (!TryOnChannelsFirst(node, target))
                {
                    _names[target.Value] = target.Name;
                    _ops[node.Op](this, node, target);
                }
            }
            catch (Refusal refusal)
            {
                // The rest is looked at all the same, so that whatever has no ONNX form is told at once.
                _refusals.Add(refusal);
                _refused.Add(i);
            }
        }
    }

    /// <summary>The type of a value; float where nothing says otherwise.</summary>
    private DataType TypeOf(ValueRef value) => value.Source switch
    {
        ValueSource.Input => _graph.Inputs[value.Index].DType,
        ValueSource.Variable => _graph.Variables[value.Index].DType,
        _ => (_shapes.TypeOf(value) is { } type ? TensorTypes.FromTorch(type) : null)
            ?? _graph.Nodes[value.Index].Attributes.Type("T", DataType.DtFloat),
    };

    private IReadOnlyList<long> ShapeOf(GraphNode node, int input) => ShapeIfKnown(node, input)
        ?? throw Unsupported(node, $"the shape of input {input} of '{node.Name}' ({node.Op}) is not known, ONNX must have it");

    private long[]? ShapeIfKnown(GraphNode node, int input) => node.Inputs[input] is { Source: ValueSource.Variable } variable
        ? [.. _variables.Describe(_graph.Variables[variable.Index].Name).Shape]
        : _shapes.Of(node.Inputs[input]);

    private int RankOf(GraphNode node, int input) => ShapeOf(node, input).Count;

    private long[] ConstantInts(GraphNode node, int input)
    {
        if (TryConstant(node, input) is not { } constant)
        {
            throw Unsupported(node, $"input {input} of '{node.Name}' ({node.Op}) is computed, ONNX takes a constant there");
        }

        return constant.DType == DataType.DtInt64
            ? [.. Enumerable.Range(0, constant.Bytes.Length / 8).Select(i => BitConverter.ToInt64(constant.Bytes, i * 8))]
            : [.. Enumerable.Range(0, constant.Bytes.Length / 4).Select(i => (long)BitConverter.ToInt32(constant.Bytes, i * 4))];
    }

    private ConstantTensor? TryConstant(GraphNode node, int input) =>
        node.Inputs[input] is { Source: ValueSource.Node } value && _graph.Nodes[value.Index] is { Op: "Const" } constant && constant.Attributes.Tensor("value") is { } proto
            ? ConstantTensor.Decode(proto, _graph.File, constant.Name)
            : null;

    private static Refusal Unsupported(GraphNode node, string why) => new(node, why);

    private string Input(GraphNode node, int index) => NameOf(node.Inputs[index]);

    private string[] Inputs(GraphNode node) => [.. Enumerable.Range(0, node.Inputs.Count).Select(i => Input(node, i))];

    private string NameOf(ValueRef value)
    {
        if (_names.TryGetValue(value, out var name))
        {
            return name;
        }

        if (_channelsFirst.TryGetValue(value, out var first))
        {
            return _names[value] = Emit("Transpose", [first], Temporary(), Ints("perm", 0, 2, 3, 1));
        }

        if (value.Source != ValueSource.Variable)
        {
            var node = _graph.Nodes[value.Index];
            if (_constants.TryGetValue(value, out var constant))
            {
                return _names[value] = WrittenConstant(node, constant);
            }

            throw _refused.Contains(value.Index) ? new Refusal(node, why: null) : Unsupported(node, $"output {value.Output} of '{node.Name}' ({node.Op}) has no ONNX form");
        }

        var variable = _graph.Variables[value.Index];
        var initializer = "variable:" + variable.Name;
        if (_fresh.Claim(initializer))
        {
            _initializers.AddVariable(initializer, ElementType(variable.DType), variable.Name);
        }

        return _names[value] = initializer;
    }

    private string AsLong(GraphNode node, int input) => Emit("Cast", [Input(node, input)], Temporary(), Int("to", 7));

    private string Longs(params long[] values)
    {
        var bytes = new byte[values.Length * 8];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return AddInitializer(Temporary(), 7, [values.Length], bytes);
    }

    private string Long(long value) => AddInitializer(Temporary(), 7, [], BitConverter.GetBytes(value));

    /// <summary>A number of a value's own type.</summary>
    private string Number(DataType type, double value) => AddInitializer(Temporary(), ElementType(type), [], type switch
    {
        DataType.DtDouble => BitConverter.GetBytes(value),
        DataType.DtInt32 => BitConverter.GetBytes((int)value),
        DataType.DtInt64 => BitConverter.GetBytes((long)value),
        DataType.DtHalf => BitConverter.GetBytes((Half)value),
        DataType.DtUint8 or DataType.DtInt8 or DataType.DtBool => [(byte)value],
        _ => BitConverter.GetBytes((float)value),
    });

    private string AddInitializer(string name, int elementType, IReadOnlyList<long> shape, byte[] bytes)
    {
        _initializers.Add(name, elementType, shape, bytes);
        return name;
    }

    private string Emit(string op, string[] inputs, string output, params AttributeProto[] attributes) => EmitMany(op, inputs, [output], attributes);

    private string EmitMany(string op, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        _onnx.Node.Add(new NodeProto { OpType = op, Name = outputs[0], Input = { inputs }, Output = { outputs }, Attribute = { attributes } });
        return outputs[0];
    }

    private string Temporary() => _fresh.Of("t");

    private static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    private static AttributeProto Float(string name, float value) => new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    private static AttributeProto Text(string name, string value) => new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String };

    private static AttributeProto Ints(string name, params long[] values) => new() { Name = name, Ints = { values }, Type = AttributeProto.Types.AttributeType.Ints };

    private static ValueInfoProto Describe(string name, DataType type, IReadOnlyList<long>? shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = ElementType(type) };
        if (shape is not null)
        {
            tensor.Shape = new TensorShapeProto();
            for (var i = 0; i < shape.Count; i++)
            {
                tensor.Shape.Dim.Add(shape[i] < 0
                    ? new TensorShapeProto.Types.Dimension { DimParam = i == 0 ? "batch" : name + ":axis" + i.ToString(CultureInfo.InvariantCulture) }
                    : new TensorShapeProto.Types.Dimension { DimValue = shape[i] });
            }
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    /// <summary>ONNX's number of a TensorFlow type.</summary>
    private static int ElementType(DataType type) => type switch
    {
        DataType.DtFloat => 1,
        DataType.DtUint8 => 2,
        DataType.DtInt8 => 3,
        DataType.DtInt16 => 5,
        DataType.DtInt32 => 6,
        DataType.DtInt64 => 7,
        DataType.DtBool => 9,
        DataType.DtHalf => 10,
        DataType.DtDouble => 11,
        DataType.DtBfloat16 => 16,
        _ => 0,
    };

    /// <summary>The value that an operation gives, and the name that it gets.</summary>
    private readonly record struct Target(ValueRef Value, string Name);

    /// <summary>Names that are used once in a whole model, its loops included.</summary>
    private sealed class Names
    {
        private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);
        private int _count;

        public bool Claim(string name) => _claimed.Add(name);

        public string Of(string what) => what + ":" + (++_count).ToString(CultureInfo.InvariantCulture);
    }
}
