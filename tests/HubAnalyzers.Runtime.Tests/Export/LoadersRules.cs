using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Runtime.Tests.Export;

/// <summary>What TensorFlow's loaders ask of a SavedModel, one by one.</summary>
internal static class LoadersRules
{
    private static readonly string[] _calls = ["StatefulPartitionedCall", "PartitionedCall"];

    /// <summary>Checks a model in a folder, written here whole: its checkpoint holds all that its graph names besides.</summary>
    public static void Check(string path)
    {
        var folder = SavedModelFolder.Open(path);
        using var bundle = TensorBundleReader.Open(folder.VariablesPrefix);
        var checkpoint = TrackableObjectGraph.Parser.ParseFrom(bundle.ReadStrings(CheckpointKeys.ObjectGraph)[0]);
        Check(folder.Message, checkpoint);
        Assert.All(checkpoint.Nodes.SelectMany(static n => n.Attributes), attribute => Assert.Contains(attribute.CheckpointKey, bundle.Keys));
    }

    /// <summary>Checks what an export adds to a model; gives the model that it makes.</summary>
    public static SavedModel.Wire.SavedModel Check(ModelAddition addition, SavedModelFolder source)
    {
        var model = SavedModel.Wire.SavedModel.Parser.ParseFrom(addition.Files["saved_model.pb"].Span);
        var checkpoint = TrackableObjectGraph.Parser.ParseFrom(addition.Tensors.Single(static t => t.Key == CheckpointKeys.ObjectGraph).Bytes.Span);
        Check(model, checkpoint, source.Message.MetaGraphs[0].ObjectGraphDef.Nodes.Count);
        return model;
    }

    /// <param name="model">The model.</param>
    /// <param name="checkpoint">Its checkpoint's graph.</param>
    /// <param name="firstAdded">From which object on all are the export's; 0 where the whole model was written here.</param>
    public static void Check(SavedModel.Wire.SavedModel model, TrackableObjectGraph checkpoint, int firstAdded = 0)
    {
        var meta = Assert.Single(model.MetaGraphs);
        var graph = GraphDef.Parser.ParseFrom(meta.GraphDef);
        var functions = graph.Library.Function.ToDictionary(static f => f.Signature.Name);
        MainGraph(graph, meta, functions);
        Objects(meta.ObjectGraphDef, functions);
        What_was_added_is_matched_by_name(meta.ObjectGraphDef, checkpoint, firstAdded);
    }

    private static void MainGraph(GraphDef graph, MetaGraphDef meta, IReadOnlyDictionary<string, FunctionDef> functions)
    {
        var nodes = graph.Node.ToDictionary(static n => n.Name);
        foreach (var node in graph.Node)
        {
            Assert.All(node.Input, input => Assert.Contains(input.TrimStart('^').Split(':')[0], nodes.Keys));
            if (_calls.Contains(node.Op))
            {
                Call(node, functions);
            }
        }

        Assert.Contains("serving_default", meta.SignatureDef.Keys);
        foreach (var tensor in meta.SignatureDef.Values.SelectMany(static s => s.Inputs.Values.Concat(s.Outputs.Values)))
        {
            Assert.Contains(tensor.Name.Split(':')[0], nodes.Keys);
        }

        Assert.Contains(meta.SaverDef.RestoreOpName, nodes.Keys);
        Assert.Equal("Placeholder", nodes[meta.SaverDef.FilenameTensorName.Split(':')[0]].Op);
        Assert.Contains(nodes[meta.SaverDef.SaveTensorName.Split(':')[0]].Attr["f"].Func.Name, functions.Keys);
        var keys = HeadsKeys(meta.ObjectGraphDef);
        Assert.NotEmpty(keys);
        Assert.Subset(Names(meta.SaverDef.RestoreOpName, "RestoreV2"), keys);
        Assert.Subset(Names(meta.SaverDef.SaveTensorName.Split(':')[0], "SaveV2"), keys.Append("_CHECKPOINTABLE_OBJECT_GRAPH").ToHashSet());
        Assert.All(meta.AssetFileDef, asset => Assert.Contains(asset.TensorInfo.Name.Split(':')[0], nodes.Keys));
        foreach (var save in functions.Values.SelectMany(static f => f.NodeDef.Select(n => (f, n))).Where(static p => p.n.Op is "SaveV2" or "RestoreV2"))
        {
            var names = save.f.NodeDef.Single(n => n.Name == save.n.Input[1].Split(':')[0]).Attr["value"].Tensor;
            Assert.Equal(names.TensorShape.Dim[0].Size, save.n.Attr["dtypes"].List.Type.Count);
            Assert.Equal(names.StringVal.Count, names.StringVal.Distinct().Count());
            if (save.n.Op == "SaveV2")
            {
                Assert.Equal(names.TensorShape.Dim[0].Size, save.n.Input.Count(static i => !i.StartsWith('^')) - 3);
            }
        }

        // What is saved or restored by a node and by those that it waits for.
        HashSet<string> Names(string node, string op) =>
        [
            .. nodes[node].Attr.TryGetValue("f", out var called)
                ? functions[called.Func.Name].NodeDef.Where(n => n.Op == op)
                    .SelectMany(n => functions[called.Func.Name].NodeDef.Single(c => c.Name == n.Input[1].Split(':')[0]).Attr["value"].Tensor.StringVal).Select(static t => t.ToStringUtf8())
                : [],
            .. nodes[node].Input.Where(static i => i.StartsWith('^')).SelectMany(i => Names(i[1..], op)),
        ];
    }

    /// <summary>The keys of the variables below the root's child "head", which are named as the variables are.</summary>
    private static HashSet<string> HeadsKeys(SavedObjectGraph objects)
    {
        var work = new Stack<int>([objects.Nodes[0].Children.Single(static c => c.LocalName == "head").NodeId]);
        var keys = new HashSet<string>();
        while (work.TryPop(out var id))
        {
            if (objects.Nodes[id].KindCase == SavedObject.KindOneofCase.Variable)
            {
                keys.Add(objects.Nodes[id].Variable.Name + "/.ATTRIBUTES/VARIABLE_VALUE");
            }

            foreach (var child in objects.Nodes[id].Children)
            {
                work.Push(child.NodeId);
            }
        }

        return keys;
    }

    private static void Objects(SavedObjectGraph objects, IReadOnlyDictionary<string, FunctionDef> functions)
    {
        Assert.All(objects.Nodes.SelectMany(static n => n.Children), child => Assert.InRange(child.NodeId, 0, objects.Nodes.Count - 1));
        Assert.All(objects.Nodes, static n => Assert.Equal(n.Children.Count, n.Children.Select(static c => c.LocalName).Distinct().Count()));
        foreach (var (name, concrete) in objects.ConcreteFunctions)
        {
            var arguments = functions[name].Signature.InputArg;
            var captured = arguments.Skip(arguments.Count - concrete.BoundInputs.Count).ToList();
            Assert.All(captured.Zip(concrete.BoundInputs), p => Assert.Equal(p.First.Type != DataType.DtResource, objects.Nodes[p.Second].KindCase is SavedObject.KindOneofCase.Constant or SavedObject.KindOneofCase.Asset));
        }

        foreach (var called in objects.Nodes.SelectMany(static n => n.KindCase switch
        {
            SavedObject.KindOneofCase.Function => n.Function.ConcreteFunctions,
            SavedObject.KindOneofCase.BareConcreteFunction => (IEnumerable<string>)[n.BareConcreteFunction.ConcreteFunctionName],
            _ => [],
        }))
        {
            Assert.Contains(called, objects.ConcreteFunctions.Keys);
        }

        foreach (var function in functions.Values)
        {
            var known = function.Signature.InputArg.Select(static a => a.Name).Concat(function.NodeDef.Select(static n => n.Name)).ToHashSet();
            Assert.Equal(known.Count, function.Signature.InputArg.Count + function.NodeDef.Count);
            Assert.All(function.NodeDef.SelectMany(static n => n.Input), input => Assert.Contains(input.TrimStart('^').Split(':')[0], known));
            Assert.All(function.Ret.Values, edge => Assert.Contains(edge.Split(':')[0], known));
            Assert.All(function.NodeDef.Where(static n => _calls.Contains(n.Op)), call => Call(call, functions));
        }
    }

    private static void Call(NodeDef call, IReadOnlyDictionary<string, FunctionDef> functions)
    {
        var callee = functions[call.Attr["f"].Func.Name].Signature;
        Assert.Equal(callee.InputArg.Select(static a => a.Type), call.Attr["Tin"].List.Type);
        Assert.Equal(callee.OutputArg.Select(static a => a.Type), call.Attr["Tout"].List?.Type ?? []);
        Assert.Equal(callee.InputArg.Count, call.Input.Count(static i => !i.StartsWith('^')));
    }

    /// <summary>TensorFlow finds a variable's value by the names on the way to it. Its own older files leave functions out of the checkpoint's graph; an export leaves out nothing that it adds.</summary>
    private static void What_was_added_is_matched_by_name(SavedObjectGraph objects, TrackableObjectGraph checkpoint, int firstAdded)
    {
        Assert.All(checkpoint.Nodes.SelectMany(static n => n.Children), child => Assert.InRange(child.NodeId, 0, checkpoint.Nodes.Count - 1));
        var matched = new Dictionary<int, int> { [0] = 0 };
        var work = new Queue<int>([0]);
        while (work.TryDequeue(out var id))
        {
            foreach (var child in objects.Nodes[id].Children)
            {
                var other = checkpoint.Nodes[matched[id]].Children.FirstOrDefault(c => c.LocalName == child.LocalName);
                if (other is not null && matched.TryAdd(child.NodeId, other.NodeId))
                {
                    work.Enqueue(child.NodeId);
                }
            }
        }

        foreach (var (node, id) in objects.Nodes.Select(static (n, i) => (n, i)).Where(p => matched.ContainsKey(p.i) && p.n.KindCase == SavedObject.KindOneofCase.Variable))
        {
            Assert.True(checkpoint.Nodes[matched[id]].Attributes.Count > 0, $"'{node.Variable.Name}' has no key");
        }

        foreach (var child in matched.Keys.SelectMany(id => objects.Nodes[id].Children).Where(c => c.NodeId >= firstAdded))
        {
            Assert.True(matched.ContainsKey(child.NodeId), $"'{child.LocalName}' (object {child.NodeId}) is not in the checkpoint's graph");
        }
    }
}
