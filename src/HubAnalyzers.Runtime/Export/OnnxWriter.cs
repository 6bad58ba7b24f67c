using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export.Onnx;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;
using TensorProto = HubAnalyzers.Runtime.Export.Onnx.TensorProto;
using TensorShapeProto = HubAnalyzers.Runtime.Export.Onnx.TensorShapeProto;

namespace HubAnalyzers.Runtime.Export;

/// <summary>
/// Writes an imported graph, with the variables' present values, as an ONNX model of opset 17. Inputs and outputs keep
/// TensorFlow's names and its NHWC layout. Inference traces only.
/// </summary>
internal sealed class OnnxWriter
{
    private const long Opset = 17;
    private const long IrVersion = 8;

    private static readonly Dictionary<string, Action<OnnxWriter, GraphNode, string>> _ops = Build();

    private readonly ImportedGraph _graph;
    private readonly VariableStore _variables;
    private readonly GraphProto _onnx = new() { Name = "call" };
    private readonly Dictionary<ValueRef, string> _names = [];
    private int _temporaries;

    private OnnxWriter(ImportedGraph graph, VariableStore variables)
    {
        _graph = graph;
        _variables = variables;
    }

    /// <summary>Writes the file, through a temporary one.</summary>
    /// <exception cref="HubUnsupportedOpException">The graph holds operations that have no ONNX form here; all are named.</exception>
    public static void Write(ImportedGraph graph, VariableStore variables, string path)
    {
        var bytes = ToBytes(graph, variables);
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The ONNX model as bytes.</summary>
    public static byte[] ToBytes(ImportedGraph graph, VariableStore variables)
    {
        var missing = graph.Nodes.Where(static n => !_ops.ContainsKey(n.Op) || (n.Op.StartsWith("FusedBatchNorm", StringComparison.Ordinal) && n.Attributes.Bool("is_training", true)))
            .Select(static n => n.Op).Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new HubUnsupportedOpException(
                $"{graph.File}: the call '{graph.FunctionName}' cannot be written as ONNX: {string.Join(", ", missing)}; export the inference trace, or a part of the model without them", missing);
        }

        return new OnnxWriter(graph, variables).Convert().ToByteArray();
    }

    private ModelProto Convert()
    {
        for (var i = 0; i < _graph.Inputs.Count; i++)
        {
            var input = _graph.Inputs[i];
            _names[new ValueRef(ValueSource.Input, i)] = input.Name;
            _onnx.Input.Add(Describe(input.Name, input.DType, input.Shape));
        }

        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            var name = "node:" + i.ToString(CultureInfo.InvariantCulture) + ":" + _graph.Nodes[i].Name;
            _names[new ValueRef(ValueSource.Node, i)] = name;
            _ops[_graph.Nodes[i].Op](this, _graph.Nodes[i], name);
        }

        foreach (var output in _graph.Outputs)
        {
            var name = output.Name == NameOf(output.Value) ? output.Name + ":out" : output.Name;
            Emit("Identity", [NameOf(output.Value)], name);
            _onnx.Output.Add(Describe(name, DataType.DtFloat, null));
        }

        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "HubAnalyzers",
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
            Graph = _onnx,
        };
    }

    private static Dictionary<string, Action<OnnxWriter, GraphNode, string>> Build()
    {
        var ops = new Dictionary<string, Action<OnnxWriter, GraphNode, string>>(StringComparer.Ordinal)
        {
            ["Const"] = static (w, n, name) => w.Constant(n, name),
            ["Conv2D"] = static (w, n, name) => w.Convolution(n, name, depthwise: false),
            ["DepthwiseConv2dNative"] = static (w, n, name) => w.Convolution(n, name, depthwise: true),
            ["MaxPool"] = static (w, n, name) => w.Pool(n, name, "MaxPool"),
            ["AvgPool"] = static (w, n, name) => w.Pool(n, name, "AveragePool"),
            ["FusedBatchNorm"] = static (w, n, name) => w.BatchNorm(n, name),
            ["FusedBatchNormV2"] = static (w, n, name) => w.BatchNorm(n, name),
            ["FusedBatchNormV3"] = static (w, n, name) => w.BatchNorm(n, name),
            ["MatMul"] = static (w, n, name) => w.Emit("MatMul", [w.Transposed(n, 0, "transpose_a"), w.Transposed(n, 1, "transpose_b")], name),
            ["BiasAdd"] = static (w, n, name) => w.BiasAdd(n, name),
            ["Relu6"] = static (w, n, name) => w.Emit("Clip", [w.Input(n, 0), w.Floats(0), w.Floats(6)], name),
            ["Softmax"] = static (w, n, name) => w.Emit("Softmax", [w.Input(n, 0)], name, Int("axis", -1)),
            ["LogSoftmax"] = static (w, n, name) => w.Emit("LogSoftmax", [w.Input(n, 0)], name, Int("axis", -1)),
            ["Mean"] = static (w, n, name) => w.Emit("ReduceMean", [w.Input(n, 0)], name, Ints("axes", w.ConstantInts(n, 1)), Int("keepdims", n.Attributes.Bool("keep_dims", false) ? 1 : 0)),
            ["Sum"] = static (w, n, name) => w.Emit("ReduceSum", [w.Input(n, 0), w.Longs(w.ConstantInts(n, 1))], name, Int("keepdims", n.Attributes.Bool("keep_dims", false) ? 1 : 0)),
            ["Reshape"] = static (w, n, name) => w.Emit("Reshape", [w.Input(n, 0), w.AsLong(n, 1)], name, Int("allowzero", 1)),
            ["ExpandDims"] = static (w, n, name) => w.Emit("Unsqueeze", [w.Input(n, 0), w.Longs(w.ConstantInts(n, 1))], name),
            ["Squeeze"] = static (w, n, name) => w.Squeeze(n, name),
            ["Transpose"] = static (w, n, name) => w.Emit("Transpose", [w.Input(n, 0)], name, Ints("perm", w.ConstantInts(n, 1))),
            ["ConcatV2"] = static (w, n, name) => w.Emit("Concat", [.. Enumerable.Range(0, n.Inputs.Count - 1).Select(i => w.Input(n, i))], name, Int("axis", w.ConstantInts(n, n.Inputs.Count - 1)[0])),
            ["Pad"] = static (w, n, name) => w.Pad(n, name),
            ["Cast"] = static (w, n, name) => w.Emit("Cast", [w.Input(n, 0)], name, Int("to", ElementType(n.Attributes.Type("DstT", DataType.DtInvalid)))),
            ["Square"] = static (w, n, name) => w.Emit("Mul", [w.Input(n, 0), w.Input(n, 0)], name),
            ["Rsqrt"] = static (w, n, name) => w.Emit("Reciprocal", [w.Emit("Sqrt", [w.Input(n, 0)], w.Temporary())], name),
            ["PreventGradient"] = static (w, n, name) => w.Emit("Identity", [w.Input(n, 0)], name),
            ["StopGradient"] = static (w, n, name) => w.Emit("Identity", [w.Input(n, 0)], name),
        };

        foreach (var (op, onnx) in ((string, string)[])[
            ("Add", "Add"), ("AddV2", "Add"), ("Sub", "Sub"), ("Mul", "Mul"), ("RealDiv", "Div"), ("Maximum", "Max"), ("Minimum", "Min"), ("Pow", "Pow"),
            ("Relu", "Relu"), ("Sigmoid", "Sigmoid"), ("Tanh", "Tanh"), ("Exp", "Exp"), ("Log", "Log"), ("Sqrt", "Sqrt"), ("Neg", "Neg"), ("Abs", "Abs"), ("Floor", "Floor"), ("Ceil", "Ceil"), ("Erf", "Erf")])
        {
            ops.Add(op, (w, n, name) => w.Emit(onnx, [.. Enumerable.Range(0, n.Inputs.Count).Select(i => w.Input(n, i))], name));
        }

        return ops;
    }

    private void Constant(GraphNode node, string name)
    {
        var constant = ConstantTensor.Decode(node.Attributes.Tensor("value") ?? new SavedModel.Wire.TensorProto(), _graph.File, node.Name);
        AddInitializer(name, ElementType(constant.DType), constant.Shape, constant.Bytes);
    }

    private void Convolution(GraphNode node, string name, bool depthwise)
    {
        var channelsLast = ChannelsLast(node);
        var image = channelsLast ? ToChannelsFirst(Input(node, 0)) : Input(node, 0);
        var attributes = WindowAttributes(node, channelsLast);
        attributes.Add(Ints("dilations", Spatial(node.Attributes.Ints("dilations", 1, 1, 1, 1), channelsLast)));

        // Groups and the depthwise multiplier are in the kernel's shape, which is known for variables and constants.
        var shape = ShapeOf(node, 1);
        string kernel;
        if (depthwise)
        {
            var permuted = Emit("Transpose", [Input(node, 1)], Temporary(), Ints("perm", 2, 3, 0, 1));
            kernel = Emit("Reshape", [permuted, Longs(shape[2] * shape[3], 1, shape[0], shape[1])], Temporary());
            attributes.Add(Int("group", shape[2]));
        }
        else
        {
            kernel = Emit("Transpose", [Input(node, 1)], Temporary(), Ints("perm", 3, 2, 0, 1));
        }

        var result = Emit("Conv", [image, kernel], channelsLast ? Temporary() : name, [.. attributes]);
        if (channelsLast)
        {
            ToChannelsLast(result, name);
        }
    }

    private void Pool(GraphNode node, string name, string op)
    {
        var channelsLast = ChannelsLast(node);
        var image = channelsLast ? ToChannelsFirst(Input(node, 0)) : Input(node, 0);
        var attributes = WindowAttributes(node, channelsLast);
        attributes.Add(Ints("kernel_shape", Spatial(node.Attributes.Ints("ksize"), channelsLast)));
        var result = Emit(op, [image], channelsLast ? Temporary() : name, [.. attributes]);
        if (channelsLast)
        {
            ToChannelsLast(result, name);
        }
    }

    private void BatchNorm(GraphNode node, string name)
    {
        var channelsLast = ChannelsLast(node);
        var image = channelsLast ? ToChannelsFirst(Input(node, 0)) : Input(node, 0);
        var result = Emit(
            "BatchNormalization",
            [image, Input(node, 1), Input(node, 2), Input(node, 3), Input(node, 4)],
            channelsLast ? Temporary() : name,
            new AttributeProto { Name = "epsilon", F = node.Attributes.Float("epsilon", 1e-4f), Type = AttributeProto.Types.AttributeType.Float });
        if (channelsLast)
        {
            ToChannelsLast(result, name);
        }
    }

    private void BiasAdd(GraphNode node, string name)
    {
        var bias = ChannelsLast(node) ? Input(node, 1) : Emit("Reshape", [Input(node, 1), Longs(-1, 1, 1)], Temporary());
        Emit("Add", [Input(node, 0), bias], name);
    }

    private void Squeeze(GraphNode node, string name)
    {
        var axes = node.Attributes.Ints("squeeze_dims");
        Emit("Squeeze", axes.Length == 0 ? [Input(node, 0)] : [Input(node, 0), Longs(axes)], name);
    }

    private void Pad(GraphNode node, string name)
    {
        // TensorFlow: a pair per axis. ONNX: all that go before, then all that go after.
        var pairs = ConstantInts(node, 1);
        long[] pads = [.. pairs.Where(static (_, i) => i % 2 == 0), .. pairs.Where(static (_, i) => i % 2 == 1)];
        Emit("Pad", [Input(node, 0), Longs(pads)], name);
    }

    private string Transposed(GraphNode node, int input, string attribute) =>
        node.Attributes.Bool(attribute, false) ? Emit("Transpose", [Input(node, input)], Temporary(), Ints("perm", 1, 0)) : Input(node, input);

    private static bool ChannelsLast(GraphNode node) => node.Attributes.String("data_format", "NHWC") == "NHWC";

    private static long[] Spatial(long[] perAxis, bool channelsLast) => channelsLast ? perAxis[1..3] : perAxis[2..4];

    private static List<AttributeProto> WindowAttributes(GraphNode node, bool channelsLast)
    {
        var attributes = new List<AttributeProto> { Ints("strides", Spatial(node.Attributes.Ints("strides", 1, 1, 1, 1), channelsLast)) };
        switch (node.Attributes.String("padding", "VALID"))
        {
            case "SAME":
                // ONNX's name for what TensorFlow does: the odd one goes after.
                attributes.Add(new AttributeProto { Name = "auto_pad", S = ByteString.CopyFromUtf8("SAME_UPPER"), Type = AttributeProto.Types.AttributeType.String });
                break;
            case "EXPLICIT":
                var e = node.Attributes.Ints("explicit_paddings");
                var at = channelsLast ? 2 : 4;
                attributes.Add(Ints("pads", e[at], e[at + 2], e[at + 1], e[at + 3]));
                break;
        }

        return attributes;
    }

    private string ToChannelsFirst(string image) => Emit("Transpose", [image], Temporary(), Ints("perm", 0, 3, 1, 2));

    private void ToChannelsLast(string image, string name) => Emit("Transpose", [image], name, Ints("perm", 0, 2, 3, 1));

    private IReadOnlyList<long> ShapeOf(GraphNode node, int input)
    {
        var value = node.Inputs[input];
        if (value.Source == ValueSource.Variable)
        {
            return _variables[_graph.Variables[value.Index].Name].shape;
        }

        return ConstantOf(node, input).Shape;
    }

    private long[] ConstantInts(GraphNode node, int input)
    {
        var constant = ConstantOf(node, input);
        return constant.DType == DataType.DtInt64
            ? [.. Enumerable.Range(0, constant.Bytes.Length / 8).Select(i => BitConverter.ToInt64(constant.Bytes, i * 8))]
            : [.. Enumerable.Range(0, constant.Bytes.Length / 4).Select(i => (long)BitConverter.ToInt32(constant.Bytes, i * 4))];
    }

    private ConstantTensor ConstantOf(GraphNode node, int input)
    {
        var value = node.Inputs[input];
        return value.Source == ValueSource.Node && _graph.Nodes[value.Index] is { Op: "Const" } constant && constant.Attributes.Tensor("value") is { } proto
            ? ConstantTensor.Decode(proto, _graph.File, constant.Name)
            : throw new HubUnsupportedOpException($"{_graph.File}: input {input} of '{node.Name}' ({node.Op}) is computed, ONNX takes a constant there; export a part of the model without it", [node.Op]);
    }

    private string Input(GraphNode node, int index) => NameOf(node.Inputs[index]);

    private string NameOf(ValueRef value)
    {
        if (_names.TryGetValue(value, out var name))
        {
            return name;
        }

        if (value.Source != ValueSource.Variable)
        {
            throw new HubUnsupportedOpException($"{_graph.File}: output {value.Output} of '{_graph.Nodes[value.Index].Name}' has no ONNX form", [_graph.Nodes[value.Index].Op]);
        }

        var variable = _graph.Variables[value.Index];
        AddInitializer(variable.Name, ElementType(variable.DType), _variables[variable.Name].shape, _variables.ToBytes(variable.Name));
        return _names[value] = variable.Name;
    }

    private string AsLong(GraphNode node, int input) => Emit("Cast", [Input(node, input)], Temporary(), Int("to", 7));

    private string Longs(params long[] values)
    {
        var bytes = new byte[values.Length * 8];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return AddInitializer(Temporary(), 7, [values.Length], bytes);
    }

    private string Floats(float value) => AddInitializer(Temporary(), 1, [], BitConverter.GetBytes(value));

    private string AddInitializer(string name, int elementType, long[] shape, byte[] bytes)
    {
        _onnx.Initializer.Add(new TensorProto { Name = name, DataType = elementType, Dims = { shape }, RawData = ByteString.CopyFrom(bytes) });
        return name;
    }

    private string Emit(string op, string[] inputs, string output, params AttributeProto[] attributes)
    {
        _onnx.Node.Add(new NodeProto { OpType = op, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    private string Temporary() => "t:" + (++_temporaries).ToString(CultureInfo.InvariantCulture);

    private static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

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
                    ? new TensorShapeProto.Types.Dimension { DimParam = i == 0 ? "batch" : "axis" + i.ToString(CultureInfo.InvariantCulture) }
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
}
