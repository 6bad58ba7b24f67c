using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.Graphs;

/// <summary>The functions of the model: the net with and without training, what calls them, the losses.</summary>
internal sealed class NetFunctions
{
    private readonly long[] _featureShape;
    private readonly ShapesMobilenet _net;
    private readonly Dictionary<string, NetVariable> _variables;
    private readonly FunctionWriter _inference;
    private int _serial = 100;

    /// <summary>Writes all functions of <paramref name="net"/>.</summary>
    public NetFunctions(ShapesMobilenet net)
    {
        _net = net;
        _featureShape = [-1, net.Features];
        _variables = net.Variables.ToDictionary(static v => v.Name);
        _inference = WriteBody(training: false);
        CallInference = WriteCall(_inference);
        CallTraining = WriteCall(WriteBody(training: true));
        Serving = WriteServing();
        Losses = [.. net.Variables.Where(static v => v.IsKernel && v.Offered).Select(WriteLoss)];
    }

    /// <summary>Every function of the library.</summary>
    public List<FunctionDef> Library { get; } = [];

    /// <summary>The trace of <c>__call__</c> for <c>training=False</c>.</summary>
    public Trace CallInference { get; }

    /// <summary>The trace of <c>__call__</c> for <c>training=True</c>.</summary>
    public Trace CallTraining { get; }

    /// <summary>The function behind the serving signature: features and logits.</summary>
    public Trace Serving { get; }

    /// <summary>One function per kernel: its regularization loss.</summary>
    public IReadOnlyList<Trace> Losses { get; }

    private FunctionWriter WriteBody(bool training)
    {
        var writer = new FunctionWriter(NextName($"{ShapesMobilenet.Scope}_layer_call_and_return_conditional_losses"));
        var body = new NetBody(writer, _variables, training);
        var edge = writer.AddArgument("inputs", DataType.DtFloat, _net.InputShape);
        foreach (var block in _net.Blocks)
        {
            edge = body.Block(edge, block);
        }

        edge = body.MeanOverImage(edge);
        Library.Add(writer.Return((edge, DataType.DtFloat, _featureShape)));
        return writer;
    }

    private Trace WriteCall(FunctionWriter body)
    {
        var name = NextName($"{ShapesMobilenet.Scope}_layer_call_fn");
        var writer = new FunctionWriter(name);
        var features = writer.Call(body, [writer.AddArgument("inputs", DataType.DtFloat, _net.InputShape)], _featureShape);
        Library.Add(writer.Return((features, DataType.DtFloat, _featureShape)));
        return new Trace(name, writer.Captures);
    }

    private Trace WriteServing()
    {
        var kernel = _variables[ShapesMobilenet.ClassifierKernel];
        var bias = _variables[ShapesMobilenet.ClassifierBias];
        long[] logitShape = [-1, bias.Count];
        var serve = new FunctionWriter(NextName("serve"));
        var features = serve.Call(_inference, [serve.AddArgument("inputs", DataType.DtFloat, _net.InputShape)], _featureShape);
        var product = serve.Add("Logits/MatMul", "MatMul", "product", [features, serve.Read("Logits/MatMul/ReadVariableOp", kernel.Captured)], ("T", Attr.Type(DataType.DtFloat)));
        var logits = serve.Add("Logits/BiasAdd", "BiasAdd", "output", [product, serve.Read("Logits/BiasAdd/ReadVariableOp", bias.Captured)], ("T", Attr.Type(DataType.DtFloat)));
        Library.Add(serve.Return((features, DataType.DtFloat, _featureShape), (logits, DataType.DtFloat, logitShape)));

        var name = NextName("signature_wrapper");
        var wrapper = new FunctionWriter(name);
        var first = wrapper.Call(serve, [wrapper.AddArgument("inputs", DataType.DtFloat, _net.InputShape)], _featureShape, logitShape);
        var second = first[..^1] + "1";
        Library.Add(wrapper.Return((first, DataType.DtFloat, _featureShape), (second, DataType.DtFloat, logitShape)));
        return new Trace(name, wrapper.Captures);
    }

    private Trace WriteLoss(NetVariable kernel, int index)
    {
        var name = NextName($"loss_fn_{index}");
        var writer = new FunctionWriter(name);
        var scope = kernel.Name + "/Regularizer";
        var half = writer.Add(scope + "/L2Loss", "L2Loss", "output", [writer.Read(scope + "/L2Loss/ReadVariableOp", kernel.Captured)], ("T", Attr.Type(DataType.DtFloat)));

        // L2Loss is half the sum of squares.
        var factor = writer.Constant(scope + "/mul/x", Attr.Scalar(2 * ShapesMobilenet.WeightDecay));
        var loss = writer.Add(scope + "/mul", "Mul", "z", [factor, half], ("T", Attr.Type(DataType.DtFloat)));
        Library.Add(writer.Return((loss, DataType.DtFloat, [])));
        return new Trace(name, writer.Captures);
    }

    private string NextName(string what) => $"__inference_{what}_{_serial++}";
}
