using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

/// <summary>A SavedModel of one function, written from its parts, to ask one question of the reader at a time.</summary>
internal sealed class TinyModel
{
    private const string Call = "__inference_call_1";
    private readonly List<(string Name, long[] Shape, DataType Type, bool Flag, bool Listed, bool Captured)> _variables = [];
    private readonly FunctionDefLibrary _library = new();
    private readonly FunctionDef _call = new() { Signature = new OpDef { Name = Call } };
    private bool? _training;

    public TinyModel()
    {
        _call.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = "x", Type = DataType.DtFloat });
        _library.Function.Add(_call);
    }

    public TinyModel Variable(string name, long[] shape, bool flag = true, bool listed = true, bool captured = true, DataType type = DataType.DtFloat)
    {
        _variables.Add((name, shape, type, flag, listed, captured));
        return this;
    }

    /// <summary>A node of the call. Inputs are as in the file; a captured variable is the argument of its name with "_" for "/".</summary>
    public TinyModel Node(string name, string op, string[] inputs, params (string Name, AttrValue Value)[] attributes)
    {
        _call.NodeDef.Add(MakeNode(name, op, inputs, attributes));
        return this;
    }

    /// <summary>A function that the call may call: one output, the value of "result".</summary>
    public TinyModel Function(string name, string[] arguments, string result, params NodeDef[] nodes)
    {
        var function = new FunctionDef { Signature = new OpDef { Name = name } };
        function.Signature.InputArg.AddRange(arguments.Select(static a => new OpDef.Types.ArgDef { Name = a, Type = DataType.DtFloat }));
        function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "out", Type = DataType.DtFloat });
        function.Ret["out"] = result;
        function.NodeDef.AddRange(nodes);
        _library.Function.Add(function);
        return this;
    }

    public TinyModel Gradient(string registered)
    {
        _library.RegisteredGradients.Add(new RegisteredGradient { GradientFunc = "g", RegisteredOpType = registered });
        return this;
    }

    /// <summary>The call takes an argument "training", and this is its value in the only trace.</summary>
    public TinyModel TrainingArgument(bool value)
    {
        _training = value;
        return this;
    }

    public TinyModel Returns(string value)
    {
        var name = $"output_{_call.Signature.OutputArg.Count}";
        _call.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = name, Type = DataType.DtFloat });
        _call.Ret[name] = value;
        return this;
    }

    public static NodeDef MakeNode(string name, string op, string[] inputs, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = op };
        node.Input.AddRange(inputs);
        foreach (var (key, value) in attributes)
        {
            node.Attr[key] = value;
        }

        return node;
    }

    public static AttrValue Func(string name) => new() { Func = new NameAttrList { Name = name } };

    public static AttrValue Text(string value) => new() { S = ByteString.CopyFromUtf8(value) };

    public static AttrValue Type(DataType value) => new() { Type = value };

    public HubModelInfo Inspect()
    {
        using var folder = new TempFolder();
        Write(folder.Path);
        return ModelInspector.Inspect(folder.Path, "tiny");
    }

    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), Message().ToByteArray());

    private Wire.SavedModel Message()
    {
        // Node 0 is the root, 1 the list, 2 the call, then the variables.
        var graph = new SavedObjectGraph();
        var root = new SavedObject { UserObject = new SavedUserObject { Identifier = "_generic_user_object" } };
        var list = new SavedObject { UserObject = new SavedUserObject { Identifier = "trackable_list_wrapper" } };
        var function = new SavedFunction { FunctionSpec = new FunctionSpec() };
        function.ConcreteFunctions.Add(Call);
        Child(root, 1, "trainable_variables");
        Child(root, 2, "__call__");
        graph.Nodes.Add([root, list, new SavedObject { Function = function }]);
        var concrete = new SavedConcreteFunction
        {
            CanonicalizedInputSignature = Tuple(Tuple(new StructuredValue { TensorSpecValue = new TensorSpecProto { Name = "x", Dtype = DataType.DtFloat, Shape = Shape([-1, 8, 8, 3]) } })),
            OutputSignature = new StructuredValue { TensorSpecValue = new TensorSpecProto { Dtype = DataType.DtFloat, Shape = new TensorShapeProto { UnknownRank = true } } },
        };
        if (_training is { } training)
        {
            var named = new DictValue();
            named.Fields["training"] = new StructuredValue { BoolValue = training };
            concrete.CanonicalizedInputSignature.TupleValue.Values.Add(new StructuredValue { DictValue = named });
        }

        var call = _call.Clone();
        foreach (var (variable, i) in _variables.Select(static (v, i) => (v, i)))
        {
            var id = 3 + i;
            graph.Nodes.Add(new SavedObject { Variable = new SavedVariable { Name = variable.Name, Dtype = variable.Type, Shape = Shape(variable.Shape), Trainable = variable.Flag } });
            Child(root, id, $"v{i}");
            if (variable.Listed)
            {
                Child(list, id, list.Children.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            if (variable.Captured)
            {
                call.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = variable.Name.Replace('/', '_'), Type = DataType.DtResource });
                concrete.BoundInputs.Add(id);
            }
        }

        graph.ConcreteFunctions[Call] = concrete;
        var library = _library.Clone();
        library.Function[0] = call;
        return new Wire.SavedModel
        {
            SavedModelSchemaVersion = 1,
            MetaGraphs = { new MetaGraphDef { MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { Tags = { "serve" } }, GraphDef = new GraphDef { Library = library }.ToByteString(), ObjectGraphDef = graph } },
        };
    }

    private static void Child(SavedObject parent, int id, string name) =>
        parent.Children.Add(new TrackableObjectGraph.Types.TrackableObject.Types.ObjectReference { NodeId = id, LocalName = name });

    private static StructuredValue Tuple(params StructuredValue[] values) => new() { TupleValue = new TupleValue { Values = { values } } };

    private static TensorShapeProto Shape(long[] shape) => new() { Dim = { shape.Select(static d => new TensorShapeProto.Types.Dim { Size = d }) } };
}
