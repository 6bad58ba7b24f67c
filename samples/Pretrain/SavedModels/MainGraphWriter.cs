using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Samples.Pretrain.Graphs;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.SavedModels;

/// <summary>Writes the main graph: the variables' handles, the serving call, the calls that save and restore.</summary>
internal static class MainGraphWriter
{
    private const string Call = "StatefulPartitionedCall";
    private const string SaveName = "__inference__traced_save_10";
    private const string RestoreName = "__inference__traced_restore_11";

    // The graph version of TensorFlow 2.8, whose form this follows.
    private const int Producer = 987;

    /// <summary>Fills graph, saver and signatures of <paramref name="meta"/>.</summary>
    public static void Write(MetaGraphDef meta, ShapesMobilenet net, NetFunctions functions, ByteString objectGraph)
    {
        var entries = net.Variables.Select(static (v, i) => (VariableKeys.Of(i), v.Name)).ToList();
        var graph = new GraphDef { Library = new FunctionDefLibrary(), Versions = new VersionDef { Producer = Producer, MinConsumer = 12 } };
        graph.Library.Function.AddRange(functions.Library);
        graph.Library.Function.Add(SaverFunctions.Save(SaveName, entries));
        graph.Library.Function.Add(SaverFunctions.Restore(RestoreName, entries));

        foreach (var variable in net.Variables)
        {
            graph.Node.Add(Node.Create(variable.Name, "VarHandleOp", [],
                ("dtype", Attr.Type(DataType.DtFloat)), ("shape", Attr.Shape(variable.Shape)), ("shared_name", Attr.Text(variable.Name))));
            graph.Node.Add(Node.Create(ReadName(variable), "ReadVariableOp", [variable.Name], ("dtype", Attr.Type(DataType.DtFloat))));
        }

        graph.Node.Add(Node.Create("NoOp", "NoOp", []));
        graph.Node.Add(Node.Constant("Const", Attr.Scalar(objectGraph)));
        AddServing(graph, meta, functions.Serving, net);
        AddSaver(graph, meta, net.Variables);
        meta.GraphDef = MessageBytes.Serialize(graph);
    }

    private static void AddServing(GraphDef graph, MetaGraphDef meta, Trace serving, ShapesMobilenet net)
    {
        const string Input = "serving_default_inputs";
        long[] featureShape = [-1, net.Features];
        long[] logitShape = [-1, net.Variables[^1].Count];
        graph.Node.Add(Node.Create(Input, "Placeholder", [],
            ("dtype", Attr.Type(DataType.DtFloat)), ("shape", Attr.Shape(net.InputShape))));
        AddCall(graph, Call, serving.FunctionName, [Input, .. serving.Captures.Select(static v => v.Name)],
            [DataType.DtFloat, .. serving.Captures.Select(static _ => DataType.DtResource)],
            [DataType.DtFloat, DataType.DtFloat]);

        meta.SignatureDef.Add("serving_default", new SignatureDef
        {
            Inputs = { ["inputs"] = Floats(Input + ":0", net.InputShape) },
            Outputs = { ["features"] = Floats(Call + ":0", featureShape), ["logits"] = Floats(Call + ":1", logitShape) },
            MethodName = "tensorflow/serving/predict",
        });

        // What a loader runs first: nothing.
        var initializer = new TensorInfo { Name = "NoOp", TensorShape = new TensorShapeProto { UnknownRank = true } };
        meta.SignatureDef.Add("__saved_model_init_op", new SignatureDef { Outputs = { ["__saved_model_init_op"] = initializer } });
        meta.CollectionDef.Add("saved_model_main_op", new CollectionDef { NodeList = new CollectionDef.Types.NodeList { Value = { "NoOp" } } });
    }

    private static void AddSaver(GraphDef graph, MetaGraphDef meta, IReadOnlyList<NetVariable> variables)
    {
        const string Filename = "saver_filename";
        graph.Node.Add(Node.Create(Filename, "Placeholder", [], ("dtype", Attr.Type(DataType.DtString)), ("shape", Attr.Shape())));
        AddCall(graph, Call + "_1", SaveName, [Filename, .. variables.Select(ReadName), "Const"],
            [DataType.DtString, .. variables.Select(static _ => DataType.DtFloat), DataType.DtString], [DataType.DtString]);
        AddCall(graph, Call + "_2", RestoreName, [Filename, .. variables.Select(static v => v.Name)],
            [DataType.DtString, .. variables.Select(static _ => DataType.DtResource)], [DataType.DtString]);
        meta.SaverDef = new SaverDef
        {
            FilenameTensorName = Filename + ":0",
            SaveTensorName = Call + "_1:0",
            RestoreOpName = Call + "_2",
            Version = 2,
        };
    }

    private static void AddCall(GraphDef graph, string node, string function, List<string> inputs, List<DataType> types, List<DataType> results) =>
        graph.Node.Add(Node.Create(node, Call, inputs,
            ("Tin", Attr.Types(types)), ("Tout", Attr.Types(results)), ("f", Attr.Function(function))));

    private static TensorInfo Floats(string name, long[] shape) =>
        new() { Name = name, Dtype = DataType.DtFloat, TensorShape = Attr.ShapeOf(shape) };

    private static string ReadName(NetVariable variable) => variable.Name + "/Read/ReadVariableOp";
}
