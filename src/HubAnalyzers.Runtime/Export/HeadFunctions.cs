using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Runtime.Export;

/// <summary>The functions of a model with a head: each trace of the call, then the head; and what serves.</summary>
/// <param name="graph">The model's graph.</param>
/// <param name="head">The head, its scopes such as are free.</param>
/// <param name="names">Names for the functions.</param>
internal sealed class HeadFunctions(SavedGraph graph, HeadForm head, FreshNames names)
{
    private static readonly AttrValue _float = Attr.Type(DataType.DtFloat);
    private readonly long[] _outputShape = [-1, head.Outputs];

    /// <summary>The functions that are to be added to the library.</summary>
    public List<FunctionDef> Library { get; } = [];

    /// <summary>The node of the object graph that each captured thing is.</summary>
    public Dictionary<string, int> Nodes { get; } = [];

    /// <summary>The shape of the head's outputs.</summary>
    public IReadOnlyList<long> OutputShape => _outputShape;

    /// <summary>The outputs of the serving function, in the order in which TensorFlow flattens a dictionary.</summary>
    public IReadOnlyList<string> ServedOutputs => head.Meaning == HeadMeaning.Values ? [head.OutputName] : [head.OutputName, "probabilities"];

    /// <summary>Writes a trace of the call with the head behind its first result.</summary>
    /// <param name="trace">The model's own trace.</param>
    /// <param name="training">Whether it is for training alone: then the head has its dropout.</param>
    public HeadTrace Call(CallTrace trace, bool training)
    {
        var callee = graph.ParseFunction(trace.FunctionName)
            ?? throw new HubExportException($"The function '{trace.FunctionName}' of the model's call is not in its graph; download the model again.");
        var own = callee.Signature.InputArg.Count - trace.BoundInputs.Count;
        var writer = new FunctionWriter(names.Function("call_with_head"));
        var arguments = callee.Signature.InputArg.Take(own)
            .Select((argument, i) => writer.AddArgument(argument, callee.ArgAttr.TryGetValue((uint)i, out var attributes) ? attributes : null)).ToList();
        var edge = writer.Call(callee.Signature, arguments, [.. trace.BoundInputs.Select((id, i) => CapturedOf(id, callee.Signature.InputArg[own + i]))]);
        foreach (var layer in head.Layers)
        {
            edge = Dense(writer, layer, training && head.Dropout > 0 ? Dropout(writer, layer.Scope + "/dropout", edge) : edge);
        }

        return Finish(writer, (edge, DataType.DtFloat, _outputShape));
    }

    /// <summary>Writes what serves: the trace for inference, and the probabilities of its outputs.</summary>
    /// <param name="call">The trace for inference with the head.</param>
    /// <param name="trace">The model's own.</param>
    /// <param name="input">What callers name the input.</param>
    public HeadTrace Serve(HeadTrace call, CallTrace trace, string input)
    {
        var writer = new FunctionWriter(names.Function("signature_wrapper"));
        var spec = trace.Inputs.Where((_, i) => i != trace.TrainingInput).Single();
        var given = writer.AddArgument(
            new OpDef.Types.ArgDef { Name = input.Replace('/', '_').Replace(':', '_').ToLowerInvariant(), Type = spec.Dtype },
            new FunctionDef.Types.ArgAttrs { Attr = { ["_output_shapes"] = Attr.Shapes(spec.Shape), ["_user_specified_name"] = Attr.Text(input) } });
        var arguments = trace.Inputs.Select((_, i) => i == trace.TrainingInput ? writer.Constant("training", Attr.Scalar(false)) : given);
        var logits = writer.Call(call.Writer, arguments, _outputShape);
        var outputs = new List<(string, DataType, long[])> { (logits, DataType.DtFloat, _outputShape) };
        if (head.Meaning != HeadMeaning.Values)
        {
            var probabilities = head.Meaning == HeadMeaning.Classes
                ? writer.Add("probabilities", "Softmax", "softmax", [logits], ("T", _float))
                : writer.Add("probabilities", "Sigmoid", "y", [logits], ("T", _float));
            outputs.Add((probabilities, DataType.DtFloat, _outputShape));
        }

        return Finish(writer, [.. outputs]);
    }

    private HeadTrace Finish(FunctionWriter writer, params (string Edge, DataType Type, long[] Shape)[] outputs)
    {
        Library.Add(writer.Return(outputs));
        return new HeadTrace(Library[^1].Signature.Name, writer);
    }

    private Captured CapturedOf(int id, OpDef.Types.ArgDef argument)
    {
        var captured = new Captured($"node {id}", argument.Type, argument.HandleData.FirstOrDefault());
        Nodes[captured.Name] = id;
        return captured;
    }

    private static string Dense(FunctionWriter writer, HeadLayer layer, string edge)
    {
        var kernel = writer.Read(layer.Scope + "/MatMul/ReadVariableOp", Captured.Variable(layer.Scope + "/kernel", [layer.Inputs, layer.Outputs]));
        edge = writer.Add(layer.Scope + "/MatMul", "MatMul", "product", [edge, kernel], ("T", _float));
        var bias = writer.Read(layer.Scope + "/BiasAdd/ReadVariableOp", Captured.Variable(layer.Scope + "/bias", [layer.Outputs]));
        edge = writer.Add(layer.Scope + "/BiasAdd", "BiasAdd", "output", [edge, bias], ("T", _float));
        return layer.HasRelu ? writer.Add(layer.Scope + "/Relu", "Relu", "activations", [edge], ("T", _float)) : edge;
    }

    /// <summary>Dropout as Keras spells it: what stays is scaled up, so that the sum is the same on average.</summary>
    private string Dropout(FunctionWriter writer, string scope, string edge)
    {
        var scale = writer.Constant(scope + "/Const", Attr.Scalar((float)(1 / (1 - head.Dropout))));
        var scaled = writer.Add(scope + "/Mul", "Mul", "z", [edge, scale], ("T", _float));
        var shape = writer.Add(scope + "/Shape", "Shape", "output", [scaled], ("T", _float));
        var random = writer.Add(scope + "/random_uniform/RandomUniform", "RandomUniform", "output", [shape], ("T", Attr.Type(DataType.DtInt32)), ("dtype", _float));
        var rate = writer.Constant(scope + "/GreaterEqual/y", Attr.Scalar((float)head.Dropout));
        var stays = writer.Add(scope + "/GreaterEqual", "GreaterEqual", "z", [random, rate], ("T", _float));
        var mask = writer.Add(scope + "/Cast", "Cast", "y", [stays], ("SrcT", Attr.Type(DataType.DtBool)), ("DstT", _float));
        return writer.Add(scope + "/Mul_1", "Mul", "z", [scaled, mask], ("T", _float));
    }
}

/// <summary>A written function.</summary>
/// <param name="FunctionName">Its name.</param>
/// <param name="Writer">What wrote it, and so knows what it captures.</param>
internal sealed record HeadTrace(string FunctionName, FunctionWriter Writer);
