using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>A SavedModel with several traces of its call, written from its parts, to ask one question of the runtime at a time.</summary>
internal sealed class WrittenModel
{
    private readonly List<(string Name, long[] Shape, float[] Values, bool Listed)> _variables = [];
    private readonly List<Function> _traces = [];
    private readonly List<Function> _losses = [];
    private readonly FunctionDefLibrary _library = new();

    /// <summary>The shape of the input "x"; its first axis is the batch.</summary>
    public long[] Input { get; init; } = [-1, 3];

    /// <summary>The shape of the call's result where it has only one; that of the input where null.</summary>
    public long[]? Output { get; init; }

    /// <summary>A weight.</summary>
    public WrittenModel Weight(string name, long[] shape, params float[] values) => Add(name, shape, values, listed: true);

    /// <summary>A moving statistic or other state, which no gradient moves.</summary>
    public WrittenModel State(string name, long[] shape, params float[] values) => Add(name, shape, values, listed: false);

    /// <summary>A trace of the call; where the mode is null, it has no such argument.</summary>
    public WrittenModel Trace(bool? training, Action<Function> write)
    {
        var trace = new Function($"__inference_call_{_traces.Count}", _variables.Select(static v => v.Name)) { Training = training };
        trace.Argument("x", DataType.DtFloat);
        write(trace);
        _traces.Add(trace);
        return this;
    }

    /// <summary>One trace of the call for both modes, which it takes as a tensor "training".</summary>
    public WrittenModel TraceForBothModes(Action<Function> write)
    {
        var trace = new Function($"__inference_call_{_traces.Count}", _variables.Select(static v => v.Name)) { TakesMode = true };
        trace.Argument("x", DataType.DtFloat);
        trace.Argument("training", DataType.DtBool);
        write(trace);
        _traces.Add(trace);
        return this;
    }

    /// <summary>A function that the others can call. It takes "x" and every variable.</summary>
    public WrittenModel Inner(string name, Action<Function> write)
    {
        var function = new Function(name, _variables.Select(static v => v.Name));
        function.Argument("x", DataType.DtFloat);
        write(function);
        _library.Function.Add(function.Finish());
        return this;
    }

    /// <summary>A regularization loss.</summary>
    public WrittenModel Loss(Action<Function> write)
    {
        var loss = new Function($"__inference_loss_{_losses.Count}", _variables.Select(static v => v.Name));
        write(loss);
        _losses.Add(loss);
        return this;
    }

    /// <summary>Writes the model.</summary>
    public string Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "variables"));
        File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), Message().ToByteArray());
        TensorBundleWriter.Write(
            Path.Combine(folder, "variables", "variables"),
            _variables.Select((v, i) => TensorBundleTensor.Float32($"v{i}/.ATTRIBUTES/VARIABLE_VALUE", v.Shape, v.Values)).ToList());
        return folder;
    }

    private WrittenModel Add(string name, long[] shape, float[] values, bool listed)
    {
        var count = (int)shape.Aggregate(1L, static (a, b) => a * b);
        _variables.Add((name, shape, values.Length == 1 ? [.. Enumerable.Repeat(values[0], count)] : values, listed));
        return this;
    }

    private SavedModel.Wire.SavedModel Message()
    {
        // Node 0 is the root, 1 the list of weights, 2 the call, 3 the list of losses; then variables and losses.
        var graph = new SavedObjectGraph();
        var root = new SavedObject { UserObject = new SavedUserObject { Identifier = "_generic_user_object" } };
        var weights = new SavedObject { UserObject = new SavedUserObject { Identifier = "trackable_list_wrapper" } };
        var losses = weights.Clone();
        var call = new SavedFunction { FunctionSpec = new FunctionSpec() };
        Child(root, 1, "trainable_variables");
        Child(root, 2, "__call__");
        Child(root, 3, "regularization_losses");
        graph.Nodes.Add([root, weights, new SavedObject { Function = call }, losses]);
        foreach (var (variable, i) in _variables.Select(static (v, i) => (v, i)))
        {
            graph.Nodes.Add(new SavedObject { Variable = new SavedVariable { Name = variable.Name, Dtype = DataType.DtFloat, Shape = Shape(variable.Shape), Trainable = variable.Listed } });
            Child(root, 4 + i, $"v{i}");
            if (variable.Listed)
            {
                Child(weights, 4 + i, $"{weights.Children.Count}");
            }
        }

        foreach (var loss in _losses)
        {
            Child(losses, graph.Nodes.Count, $"{losses.Children.Count}");
            graph.Nodes.Add(new SavedObject { Function = new SavedFunction { ConcreteFunctions = { loss.Name }, FunctionSpec = new FunctionSpec() } });
            graph.ConcreteFunctions[loss.Name] = Concrete(Tuple(Tuple()), ResultOf("", []));
        }

        foreach (var trace in _traces)
        {
            call.ConcreteFunctions.Add(trace.Name);
            graph.ConcreteFunctions[trace.Name] = Concrete(
                SignatureOf(trace), trace.Results.Count > 0 ? Tuple([.. trace.Results.Select(static r => ResultOf(r.Name, r.Shape))]) : ResultOf("", Output ?? [-1, .. Input[1..]]));
        }

        var library = _library.Clone();
        library.Function.AddRange(_traces.Concat(_losses).Select(static f => f.Finish()));
        return new SavedModel.Wire.SavedModel
        {
            SavedModelSchemaVersion = 1,
            MetaGraphs = { new MetaGraphDef { MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { Tags = { "serve" } }, GraphDef = new GraphDef { Library = library }.ToByteString(), ObjectGraphDef = graph } },
        };
    }

    private StructuredValue SignatureOf(Function trace)
    {
        var given = Tuple(new StructuredValue { TensorSpecValue = new TensorSpecProto { Name = "x", Dtype = DataType.DtFloat, Shape = Shape(Input) } });
        var named = new DictValue();
        if (trace.TakesMode)
        {
            named.Fields["training"] = new StructuredValue { TensorSpecValue = new TensorSpecProto { Name = "training", Dtype = DataType.DtBool, Shape = Shape([]) } };
        }
        else if (trace.Training is { } training)
        {
            named.Fields["training"] = new StructuredValue { BoolValue = training };
        }

        return Tuple(given, new StructuredValue { DictValue = named });
    }

    private static StructuredValue ResultOf(string name, long[] shape) => new() { TensorSpecValue = new TensorSpecProto { Name = name, Dtype = DataType.DtFloat, Shape = Shape(shape) } };

    private SavedConcreteFunction Concrete(StructuredValue inputs, StructuredValue output) => new()
    {
        CanonicalizedInputSignature = inputs,
        OutputSignature = output,
        BoundInputs = { Enumerable.Range(4, _variables.Count) },
    };

    private static void Child(SavedObject parent, int id, string name) =>
        parent.Children.Add(new TrackableObjectGraph.Types.TrackableObject.Types.ObjectReference { NodeId = id, LocalName = name });

    private static StructuredValue Tuple(params StructuredValue[] values) => new() { TupleValue = new TupleValue { Values = { values } } };

    private static TensorShapeProto Shape(long[] shape) => new() { Dim = { shape.Select(static d => new TensorShapeProto.Types.Dim { Size = d }) } };

    /// <summary>A function that is written node by node. Every variable is an argument, named as the variable with "_" for "/".</summary>
    internal sealed class Function(string name, IEnumerable<string> variables)
    {
        private readonly FunctionDef _function = new() { Signature = new OpDef { Name = name } };
        private readonly List<string> _variables = [.. variables];

        public string Name => name;

        /// <summary>The results, where there are several.</summary>
        public List<(string Name, long[] Shape)> Results { get; } = [];

        public bool? Training { get; init; }

        public bool TakesMode { get; init; }

        public void Argument(string argument, DataType type) => _function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = argument, Type = type });

        /// <summary>Adds an operation and gives its first output.</summary>
        public string Node(string op, string output, string[] inputs, params (string Name, AttrValue Value)[] attributes) => Node($"n{_function.NodeDef.Count}", op, output, inputs, attributes);

        /// <summary>As above, with a name.</summary>
        public string Node(string node, string op, string output, string[] inputs, params (string Name, AttrValue Value)[] attributes)
        {
            var definition = new NodeDef { Name = node, Op = op };
            definition.Input.AddRange(inputs);
            foreach (var (key, value) in attributes)
            {
                definition.Attr[key] = value;
            }

            _function.NodeDef.Add(definition);
            return $"{node}:{output}:0";
        }

        public string Read(string variable) => Node("ReadVariableOp", "value", [Handle(variable)]);

        public string Number(float value) => Constant(DataType.DtFloat, [], BitConverter.GetBytes(value));

        public string Numbers(params int[] values) => Constant(DataType.DtInt32, [values.Length], [.. values.SelectMany(BitConverter.GetBytes)]);

        public string Two(string op, string a, string b) => Node(op, op is "MatMul" ? "product" : "z", [a, b]);

        public string Reduce(string op, string value, bool keep, params int[] axes) => Node(op, "output", [value, Numbers(axes)], ("keep_dims", new AttrValue { B = keep }));

        public void Assign(string op, string variable, string value) => Node(op, "none", [Handle(variable), value]);

        public string Handle(string variable) => variable.Replace('/', '_');

        public IEnumerable<string> Handles => _variables.Select(Handle);

        public void Returns(string value)
        {
            _function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "y", Type = DataType.DtFloat });
            _function.Ret["y"] = value;
        }

        /// <summary>One of several results.</summary>
        public void Returns(string result, string value, params long[] shape)
        {
            Results.Add((result, shape));
            _function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = result, Type = DataType.DtFloat });
            _function.Ret[result] = value;
        }

        public FunctionDef Finish()
        {
            var function = _function.Clone();
            function.Signature.InputArg.AddRange(_variables.Select(v => new OpDef.Types.ArgDef { Name = Handle(v), Type = DataType.DtResource }));
            return function;
        }

        private string Constant(DataType type, long[] shape, byte[] bytes) => Node(
            "Const",
            "output",
            [],
            ("dtype", new AttrValue { Type = type }),
            ("value", new AttrValue { Tensor = new TensorProto { Dtype = type, TensorShape = Shape(shape), TensorContent = ByteString.CopyFrom(bytes) } }));
    }
}
