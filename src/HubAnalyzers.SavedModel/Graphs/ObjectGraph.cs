using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>The object graph of a TensorFlow 2 SavedModel: which variables there are, where they hang, and under which checkpoint key each is saved.</summary>
internal sealed class ObjectGraph
{
    private const string CheckpointGraphKey = "_CHECKPOINTABLE_OBJECT_GRAPH";
    private const string VariableValue = "VARIABLE_VALUE";
    private readonly Dictionary<int, string> _checkpointKeys;
    private readonly string?[] _paths;

    private ObjectGraph(SavedObjectGraph message, Dictionary<int, string> checkpointKeys, string?[] paths, IReadOnlyList<VariableNode> variables)
    {
        Message = message;
        _checkpointKeys = checkpointKeys;
        _paths = paths;
        Variables = variables;
    }

    public SavedObjectGraph Message { get; }

    /// <summary>All variables that can be reached from the root, optimizer slots included, by node id.</summary>
    public IReadOnlyList<VariableNode> Variables { get; }

    /// <summary>Reads the graph.</summary>
    /// <exception cref="HubModelFormatException">A node refers to one that does not exist, or the checkpoint's own graph is damaged.</exception>
    public static ObjectGraph Read(SavedModelFolder folder, TensorBundleReader? bundle)
    {
        var message = folder.MetaGraph.ObjectGraphDef;
        Check(message, folder.ModelFile);
        var (order, paths) = Walk(message);
        var slots = message.Nodes.SelectMany(static n => n.SlotVariables)
            .GroupBy(static s => s.SlotVariableNodeId)
            .ToDictionary(static g => g.Key, static g => g.First());
        var keys = bundle is null ? [] : CheckpointKeys(message, bundle, folder.VariablesPrefix);
        var variables = order
            .Concat(slots.Keys.Where(id => paths[id] is null))
            .Where(id => message.Nodes[id].KindCase == SavedObject.KindOneofCase.Variable)
            .Distinct()
            .Order()
            .Select(id => new VariableNode(id, message.Nodes[id].Variable, paths[id] ?? "", slots.GetValueOrDefault(id)))
            .ToList();
        return new ObjectGraph(message, keys, paths, variables);
    }

    /// <summary>The node that <paramref name="node"/> holds under a name; null where it holds none.</summary>
    public int? Child(int node, string name)
    {
        foreach (var child in Message.Nodes[node].Children)
        {
            if (child.LocalName == name)
            {
                return child.NodeId;
            }
        }

        return null;
    }

    /// <summary>The elements of a list that a node holds under a name, in order; null where it holds none.</summary>
    public IReadOnlyList<int>? List(int node, string name)
    {
        if (Child(node, name) is not { } list)
        {
            return null;
        }

        return Message.Nodes[list].Children
            .Where(static c => c.LocalName.Length > 0 && c.LocalName.All(char.IsAsciiDigit) && c.LocalName.Length < 10)
            .OrderBy(static c => int.Parse(c.LocalName, System.Globalization.CultureInfo.InvariantCulture))
            .Select(static c => c.NodeId)
            .ToList();
    }

    /// <summary>The checkpoint key of a variable; null where the checkpoint has none.</summary>
    public string? CheckpointKeyOf(int node) => _checkpointKeys.GetValueOrDefault(node);

    /// <summary>The shortest path from the root, dotted; null where there is none.</summary>
    public string? PathOf(int node) => _paths[node];

    private static void Check(SavedObjectGraph message, string file)
    {
        var count = message.Nodes.Count;
        if (count == 0)
        {
            throw new HubModelFormatException(file, "its object graph is empty", "fetch the model again");
        }

        for (var id = 0; id < count; id++)
        {
            var node = message.Nodes[id];
            if (node.KindCase == SavedObject.KindOneofCase.Variable)
            {
                VariableShape.Of(node.Variable.Shape, node.Variable.Name, file);
            }

            foreach (var child in node.Children)
            {
                Require(child.NodeId, id);
            }

            foreach (var slot in node.SlotVariables)
            {
                Require(slot.OriginalVariableNodeId, id);
                Require(slot.SlotVariableNodeId, id);
            }
        }

        foreach (var (name, function) in message.ConcreteFunctions)
        {
            foreach (var bound in function.BoundInputs)
            {
                if (bound < 0 || bound >= count)
                {
                    throw new HubModelFormatException(file, $"the function '{name}' captures node {bound} of {count}", "fetch the model again");
                }
            }
        }

        void Require(int target, int from)
        {
            if (target < 0 || target >= count)
            {
                throw new HubModelFormatException(file, $"object_graph.nodes[{from}] refers to node {target} of {count}", "fetch the model again");
            }
        }
    }

    private static (List<int> Order, string?[] Paths) Walk(SavedObjectGraph message)
    {
        var paths = new string?[message.Nodes.Count];
        var order = new List<int> { 0 };
        paths[0] = "root";
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var child in message.Nodes[order[i]].Children)
            {
                if (paths[child.NodeId] is null)
                {
                    paths[child.NodeId] = paths[order[i]] + "." + child.LocalName;
                    order.Add(child.NodeId);
                }
            }
        }

        return (order, paths);
    }

    /// <summary>
    /// Walks the checkpoint's graph and the model's side by side from their roots, by the names of the children: node ids differ
    /// between the two.
    /// </summary>
    private static Dictionary<int, string> CheckpointKeys(SavedObjectGraph saved, TensorBundleReader bundle, string prefix)
    {
        if (!bundle.TryGetEntry(CheckpointGraphKey, out _) || !bundle.HasShardOf(CheckpointGraphKey))
        {
            return KeysByName(saved, bundle);
        }

        TrackableObjectGraph tracked;
        try
        {
            var strings = bundle.ReadStrings(CheckpointGraphKey);
            tracked = TrackableObjectGraph.Parser.ParseFrom(strings.Length > 0 ? strings[0] : []);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new HubModelFormatException(prefix + ".index", $"'{CheckpointGraphKey}' is not a protobuf message", "fetch the model again", e);
        }

        // Real graphs pair each node once; a graph in which everything is everything's child would pair for ever.
        var keys = new Dictionary<int, string>();
        var pairs = new Queue<(int Saved, int Tracked)>();
        var seen = new HashSet<(int, int)>();
        Pair(0, 0);
        var budget = 64L * (saved.Nodes.Sum(static n => n.Children.Count + n.SlotVariables.Count + 1L) + tracked.Nodes.Sum(static n => n.Children.Count + n.SlotVariables.Count + 1L));
        while (budget > 0 && pairs.TryDequeue(out var pair))
        {
            var node = tracked.Nodes[pair.Tracked];
            budget -= node.Children.Count + saved.Nodes[pair.Saved].Children.Count + 1;
            foreach (var attribute in node.Attributes)
            {
                if (attribute.Name == VariableValue)
                {
                    keys.TryAdd(pair.Saved, attribute.CheckpointKey);
                }
            }

            var children = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var child in node.Children)
            {
                children.TryAdd(child.LocalName, child.NodeId);
            }

            foreach (var child in saved.Nodes[pair.Saved].Children)
            {
                if (children.TryGetValue(child.LocalName, out var target))
                {
                    Pair(child.NodeId, target);
                }
            }
        }

        // A slot hangs on its optimizer by its variable and its name. The same variable has another id in each graph, so both
        // ids are told by the key, and the keys of all variables must be known first.
        foreach (var (savedId, trackedId) in seen.Where(p => saved.Nodes[p.Item1].SlotVariables.Count > 0))
        {
            budget -= saved.Nodes[savedId].SlotVariables.Count + tracked.Nodes[trackedId].SlotVariables.Count;
            if (budget < 0)
            {
                break;
            }

            var slots = new Dictionary<(string Key, string Slot), string>();
            foreach (var slot in tracked.Nodes[trackedId].SlotVariables)
            {
                if (KeyOf(slot.OriginalVariableNodeId) is { } original && KeyOf(slot.SlotVariableNodeId) is { } own)
                {
                    slots.TryAdd((original, slot.SlotName), own);
                }
            }

            foreach (var slot in saved.Nodes[savedId].SlotVariables)
            {
                if (keys.TryGetValue(slot.OriginalVariableNodeId, out var original) && slots.TryGetValue((original, slot.SlotName), out var own))
                {
                    keys.TryAdd(slot.SlotVariableNodeId, own);
                }
            }
        }

        return keys;

        void Pair(int savedId, int trackedId)
        {
            if (trackedId >= 0 && trackedId < tracked.Nodes.Count && seen.Add((savedId, trackedId)) && seen.Count <= 16 * (saved.Nodes.Count + tracked.Nodes.Count))
            {
                pairs.Enqueue((savedId, trackedId));
            }
        }

        string? KeyOf(int trackedId) => trackedId < 0 || trackedId >= tracked.Nodes.Count
            ? null
            : tracked.Nodes[trackedId].Attributes.FirstOrDefault(static a => a.Name == VariableValue)?.CheckpointKey;
    }

    /// <summary>Without the shard that holds the checkpoint's graph, a key still tells its path: follow it from the root.</summary>
    private static Dictionary<int, string> KeysByName(SavedObjectGraph saved, TensorBundleReader bundle)
    {
        const string Suffix = "/.ATTRIBUTES/" + VariableValue;
        var keys = new Dictionary<int, string>();
        var children = new Dictionary<int, Dictionary<string, int>>();
        var slots = saved.Nodes.SelectMany(static (n, id) => n.SlotVariables.Select(s => (Optimizer: id, Slot: s)))
            .GroupBy(static s => (s.Optimizer, s.Slot.OriginalVariableNodeId, s.Slot.SlotName))
            .ToDictionary(static g => g.Key, static g => g.First().Slot.SlotVariableNodeId);
        foreach (var key in bundle.Keys.Where(static k => k.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            var path = key[..^Suffix.Length];
            var slot = path.IndexOf("/.OPTIMIZER_SLOT/", StringComparison.Ordinal);
            var node = Follow(slot < 0 ? path : path[..slot]);
            if (node is not { } id)
            {
                continue;
            }

            if (slot < 0)
            {
                keys.TryAdd(id, key);
                continue;
            }

            var rest = path[(slot + "/.OPTIMIZER_SLOT/".Length)..];
            var cut = rest.LastIndexOf('/');
            if (cut > 0 && Follow(rest[..cut]) is { } optimizer && slots.TryGetValue((optimizer, id, rest[(cut + 1)..]), out var own))
            {
                keys.TryAdd(own, key);
            }
        }

        return keys;

        int? Follow(string path)
        {
            var node = 0;
            foreach (var part in path.Split('/'))
            {
                var name = part.Replace(".S", "/", StringComparison.Ordinal).Replace("..", ".", StringComparison.Ordinal);
                if (!children.TryGetValue(node, out var named))
                {
                    children.Add(node, named = new Dictionary<string, int>(StringComparer.Ordinal));
                    foreach (var child in saved.Nodes[node].Children)
                    {
                        named.TryAdd(child.LocalName, child.NodeId);
                    }
                }

                if (!named.TryGetValue(name, out node))
                {
                    return null;
                }
            }

            return node;
        }
    }
}

/// <summary>A variable of the object graph.</summary>
/// <param name="NodeId">The node's id.</param>
/// <param name="Message">The variable as saved.</param>
/// <param name="Path">The shortest path from the root, dotted; empty for a slot that only its optimizer names.</param>
/// <param name="Slot">For an optimizer's slot, whose and which.</param>
internal sealed record VariableNode(int NodeId, SavedVariable Message, string Path, TrackableObjectGraph.Types.TrackableObject.Types.SlotVariableReference? Slot);
