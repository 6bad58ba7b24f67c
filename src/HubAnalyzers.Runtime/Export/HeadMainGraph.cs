using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Runtime.Export;

/// <summary>
/// What a head adds to a model's main graph, which loaders without Python use: its variables, the serving call, and what saves and
/// restores. All of it is added behind the model's own nodes, which stay to the byte.
/// </summary>
internal sealed class HeadMainGraph(SavedGraph graph, MetaGraphDef meta, FreshNames names, CapturedTensors tensors)
{
    private const string CallOp = "StatefulPartitionedCall";
    private readonly GraphDef _added = new() { Library = new FunctionDefLibrary() };

    // The tensor of the main graph that is each variable of the head.
    private readonly Dictionary<string, string> _handles = [];
    private readonly Dictionary<string, string> _reads = [];

    /// <summary>Adds a variable of the head.</summary>
    public void AddVariable(string name, IReadOnlyList<long> shape)
    {
        _handles[name] = names.Node(name);
        _added.Node.Add(Node.Create(_handles[name], "VarHandleOp", [],
            ("dtype", Attr.Type(DataType.DtFloat)), ("shape", Attr.Shape([.. shape])), ("shared_name", Attr.Text(name))));
        _reads[name] = names.Node(name + "/Read/ReadVariableOp");
        _added.Node.Add(Node.Create(_reads[name], "ReadVariableOp", [_handles[name]], ("dtype", Attr.Type(DataType.DtFloat))));
    }

    /// <summary>Adds a place for the path of an asset, which loaders fill in; its tensor.</summary>
    public string AddAsset()
    {
        var path = names.Node("asset_path_initializer");
        _added.Node.Add(Node.Create(path, "Placeholder", [], ("dtype", Attr.Type(DataType.DtString)), ("shape", Attr.Shape())));
        return path + ":0";
    }

    /// <summary>Makes the serving signature the head's; the model's own signatures get the prefix <c>backbone_</c>.</summary>
    public void AddServing(HeadTrace serving, HeadFunctions functions, string input, TensorSpecProto spec)
    {
        foreach (var (key, signature) in meta.SignatureDef.Where(static s => s.Key != "__saved_model_init_op").ToList())
        {
            meta.SignatureDef.Remove(key);
            meta.SignatureDef.Add(BackboneSignature(key), signature);
        }

        var placeholder = names.Node("serving_default_" + input.Replace(':', '_').Replace('/', '_'));
        _added.Node.Add(Node.Create(placeholder, "Placeholder", [], ("dtype", Attr.Type(spec.Dtype)), ("shape", new AttrValue { Shape = spec.Shape })));
        var captured = serving.Writer.Captures.Select(c => functions.Nodes.TryGetValue(c.Name, out var id) && !_handles.ContainsKey(c.Name) ? TensorOf(id) : _handles[c.Name]);
        var outputs = functions.ServedOutputs;
        var call = AddCall(serving.FunctionName, [placeholder, .. captured], [spec.Dtype, .. serving.Writer.Captures.Select(static c => c.Type)], [.. outputs.Select(static _ => DataType.DtFloat)]);
        var definition = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        definition.Inputs.Add(input, new TensorInfo { Name = placeholder + ":0", Dtype = spec.Dtype, TensorShape = spec.Shape });
        for (var i = 0; i < outputs.Count; i++)
        {
            definition.Outputs.Add(outputs[i], new TensorInfo { Name = $"{call}:{i}", Dtype = DataType.DtFloat, TensorShape = Attr.ShapeOf([.. functions.OutputShape]) });
        }

        meta.SignatureDef.Add("serving_default", definition);
    }

    /// <summary>What a signature of the model is called beside the head's.</summary>
    public static string BackboneSignature(string name) => "backbone_" + name;

    /// <summary>Makes what saves and restores the model's variables do so with the head's.</summary>
    /// <param name="entries">Key and name of each variable of the head.</param>
    /// <param name="objectGraph">The object graph as the checkpoint holds it.</param>
    public void AddSaver(IReadOnlyList<(string Key, string Name)> entries, ByteString objectGraph)
    {
        var restore = SaverFunctions.Restore(names.Function("traced_restore"), entries, withObjectGraph: meta.SaverDef is null);
        _added.Library.Function.Add(restore);
        if (meta.SaverDef is { } saver)
        {
            var filename = NameOf(saver.FilenameTensorName);
            saver.SaveTensorName = ExtendSave(NameOf(saver.SaveTensorName), entries, objectGraph) + ":0";
            var both = names.Node("restore_all");
            _added.Node.Add(Node.Create(both, "NoOp", ["^" + saver.RestoreOpName, "^" + AddRestore(restore, filename, entries)]));
            saver.RestoreOpName = both;
            return;
        }

        var save = SaverFunctions.Save(names.Function("traced_save"), entries);
        _added.Library.Function.Add(save);
        var file = names.Node("saver_filename");
        _added.Node.Add(Node.Create(file, "Placeholder", [], ("dtype", Attr.Type(DataType.DtString)), ("shape", Attr.Shape())));
        var graphText = names.Node("Const");
        _added.Node.Add(Node.Constant(graphText, Attr.Scalar(objectGraph)));
        meta.SaverDef = new SaverDef
        {
            FilenameTensorName = file + ":0",
            SaveTensorName = AddCall(save.Signature.Name, [file, .. entries.Select(e => _reads[e.Name]), graphText], [.. save.Signature.InputArg.Select(static a => a.Type)], [DataType.DtString]) + ":0",
            RestoreOpName = AddRestore(restore, file, entries),
            Version = 2,
        };
    }

    /// <summary>Adds functions and writes all of it into the meta graph.</summary>
    public void Write(IEnumerable<FunctionDef> functions)
    {
        _added.Library.Function.AddRange(functions);
        meta.GraphDef = MessageBytes.Append(meta.GraphDef, _added);
    }

    private string ExtendSave(string node, IReadOnlyList<(string Key, string Name)> entries, ByteString objectGraph)
    {
        var call = graph.Nodes.FirstOrDefault(n => n.Name == node)?.ToMessage();
        var function = call is not null && call.Attr.TryGetValue("f", out var called) && call.Attr.ContainsKey("Tin") && graph.ParseFunction(called.Func?.Name ?? "") is { } save
            ? SaverFunctions.Extend(save, names.Function("traced_save"), entries, objectGraph)
            : null;
        if (call is null || function is null)
        {
            throw new HubExportException($"What saves the model ('{node}' in its graph) is not of a form that a head's variables can be added to; export the model without a head, and write the head's own checkpoint with its {nameof(Head.Export)}.");
        }

        call.Name = names.Node(CallOp);
        call.Attr["f"].Func.Name = function.Signature.Name;
        call.Attr["Tin"].List.Type.AddRange(entries.Select(static _ => DataType.DtFloat));
        string[] inputs = [.. call.Input.TakeWhile(static i => !i.StartsWith('^')), .. entries.Select(e => _reads[e.Name]), .. call.Input.SkipWhile(static i => !i.StartsWith('^'))];
        call.Input.Clear();
        call.Input.AddRange(inputs);
        _added.Node.Add(call);
        _added.Library.Function.Add(function);
        return call.Name;
    }

    private string AddRestore(FunctionDef restore, string filename, IReadOnlyList<(string Key, string Name)> entries) =>
        AddCall(restore.Signature.Name, [filename, .. entries.Select(e => _handles[e.Name])], [.. restore.Signature.InputArg.Select(static a => a.Type)], [DataType.DtString]);

    private string AddCall(string function, List<string> inputs, List<DataType> types, List<DataType> results)
    {
        var name = names.Node(CallOp);
        _added.Node.Add(Node.Create(name, CallOp, inputs, ("Tin", Attr.Types(types)), ("Tout", Attr.Types(results)), ("f", Attr.Function(function))));
        return name;
    }

    private string TensorOf(int id) => tensors.Of(id)
        ?? throw new HubExportException($"The model's graph does not tell which of its tensors is object {id}, which its call captures, so nothing can serve the head; export the model without a head, and write the head's own checkpoint with its {nameof(Head.Export)}.");

    private static string NameOf(string tensor) => tensor.Split(':')[0];
}
