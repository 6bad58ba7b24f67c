using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// The variables of TensorFlow 1 graphs: from the nodes, and from the collections that list them. The checkpoint key of each is read off
/// the graph that restores it; a collection need not exist, and files before TensorFlow 1.9 have no flag.
/// </summary>
internal static class Tf1Variables
{
    private const string Trainable = "trainable_variables";

    /// <summary>All variables of all meta graphs, those of the first named graph first; a name is one variable.</summary>
    public static IReadOnlyList<Tf1Variable> Read(IEnumerable<(int Index, MetaGraphDef Graph, FunctionBody Body)> graphs, TensorBundleReader? bundle, string file)
    {
        var variables = new Dictionary<string, Tf1Variable>(StringComparer.Ordinal);
        foreach (var (index, graph, body) in graphs)
        {
            var listed = Listed(graph);
            var keys = RestoredKeys(body, bundle);
            var inGraph = Enumerable.Range(0, body.Nodes.Count).Where(i => IsVariable(body.Nodes[i])).Select(i => (body.Nodes[i].Name, Node: i))
                .Concat(listed.Keys.Where(name => body.IndexOf(name) is null).Order(StringComparer.Ordinal).Select(static name => (Name: name, Node: -1)));
            foreach (var (name, node) in inGraph)
            {
                var collections = listed.TryGetValue(name, out var entry) ? entry.Collections : [];
                var (type, shape) = node < 0 ? (DataType.DtInvalid, null) : TypeOf(body.Nodes[node]);
                VariableShape.Check(shape ?? [], name, file);
                var key = keys.GetValueOrDefault(name, name);
                if (bundle is not null && bundle.TryGetEntry(key, out var saved))
                {
                    type = type == DataType.DtInvalid ? saved.WireType : type;
                    shape = shape is null || shape.Contains(-1) ? [.. saved.Shape] : shape;
                    VariableShape.Check(shape, name, file);
                }

                variables.TryAdd(name, new Tf1Variable(
                    name,
                    type,
                    shape,
                    bundle is null || bundle.TryGetEntry(key, out _) ? key : "",
                    collections,
                    entry.Flag,
                    graph.CollectionDef.ContainsKey(Trainable) ? collections.Contains(Trainable) : null,
                    index,
                    body,
                    node));
            }
        }

        return [.. variables.Values];
    }

    public static bool IsVariable(SavedNode node) => node.Op is "VarHandleOp" or "VariableV2" or "Variable" or "AutoReloadVariable";

    /// <summary>The shape that a variable's node notes; null where it is open.</summary>
    public static long[]? ShapeOf(SavedNode node) => TypeOf(node).Shape;

    private static (DataType Type, long[]? Shape) TypeOf(SavedNode node)
    {
        var type = node.TryGetAttribute("dtype", out var d) ? DTypes.Value(d.Type) : DataType.DtInvalid;
        return (type, node.TryGetAttribute("shape", out var s) && s.Shape is { UnknownRank: false } shape ? [.. shape.Dim.Select(static x => x.Size)] : null);
    }

    /// <summary>What the collections say, by variable.</summary>
    private static Dictionary<string, (HashSet<string> Collections, bool? Flag)> Listed(MetaGraphDef graph)
    {
        var listed = new Dictionary<string, (HashSet<string> Collections, bool? Flag)>(StringComparer.Ordinal);
        foreach (var (collection, content) in graph.CollectionDef.OrderBy(static c => c.Key, StringComparer.Ordinal))
        {
            if (!collection.Contains("variables", StringComparison.Ordinal) && collection != "global_step")
            {
                continue;
            }

            foreach (var bytes in content.BytesList?.Value ?? [])
            {
                if (Parse(bytes) is not { VariableName.Length: > 0 } definition)
                {
                    continue;
                }

                var name = definition.VariableName.Split(':')[0];
                if (!listed.TryGetValue(name, out var entry))
                {
                    listed.Add(name, entry = ([], definition.HasTrainable ? definition.Trainable : null));
                }

                entry.Collections.Add(collection);
            }
        }

        return listed;
    }

    private static VariableDef? Parse(ByteString bytes)
    {
        try
        {
            return VariableDef.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            // A collection may hold what its writer liked.
            return null;
        }
    }

    /// <summary>The key that each variable is restored from: Assign(variable, Identity(RestoreV2(…, names, …):i)).</summary>
    private static Dictionary<string, string> RestoredKeys(FunctionBody body, TensorBundleReader? bundle)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<int, string[]>();
        for (var i = 0; i < body.Nodes.Count; i++)
        {
            var node = body.Nodes[i];
            if (node.Op is not ("AssignVariableOp" or "Assign") || body.InputsOf(i) is not { Length: 2 } inputs || NodeAt(body, inputs[0]) is not { } variable || !IsVariable(variable))
            {
                continue;
            }

            var value = inputs[1];
            while (NodeAt(body, value)?.Op == "Identity" && body.InputsOf(value.Source) is { Length: > 0 } from && from[0].Source < value.Source)
            {
                value = from[0];
            }

            if (NodeAt(body, value)?.Op != "RestoreV2")
            {
                continue;
            }

            if (!names.TryGetValue(value.Source, out var restored))
            {
                names.Add(value.Source, restored = body.InputsOf(value.Source) is { Length: > 1 } parts && NodeAt(body, parts[1]) is { Op: "Const" } list ? Strings(list) : []);
            }

            if (value.Output < restored.Length && (bundle is null || bundle.TryGetEntry(restored[value.Output], out _)))
            {
                keys.TryAdd(variable.Name, restored[value.Output]);
            }
        }

        return keys;
    }

    private static SavedNode? NodeAt(FunctionBody body, ValueRef value) => value.IsKnown && !value.IsArgument ? body.Nodes[value.Source] : null;

    private static string[] Strings(SavedNode constant) =>
        constant.TryGetAttribute("value", out var value) && value.Tensor is { } tensor ? [.. tensor.StringVal.Select(static s => s.ToStringUtf8())] : [];
}
