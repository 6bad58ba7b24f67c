using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;
using Trackable = HubAnalyzers.SavedModel.Wire.TrackableObjectGraph.Types.TrackableObject;

namespace HubAnalyzers.Runtime.Export;

/// <summary>
/// The objects of a model under a new root, whose child <c>backbone</c> is the old one. The model's graph and the checkpoint's are
/// changed side by side: TensorFlow matches the two by the names of the children.
/// </summary>
internal sealed class ModelObjects
{
    /// <summary>The new root.</summary>
    public const int Root = 0;

    private readonly Dictionary<int, int> _tracked;

    /// <param name="objects">The model's objects.</param>
    /// <param name="checkpoint">The checkpoint's graph; null where it has none.</param>
    public ModelObjects(ObjectGraph objects, TrackableObjectGraph? checkpoint)
    {
        Saved = objects.Message.Clone();
        Checkpoint = checkpoint?.Clone() ?? Mirror(objects);
        _tracked = Pair(Saved, Checkpoint);
        Backbone = Saved.Nodes.Count;
        MoveRoots();
        Refer(Root, ModelHead.Backbone, Backbone);
    }

    public SavedObjectGraph Saved { get; }

    public TrackableObjectGraph Checkpoint { get; }

    /// <summary>The old root's new place. All other objects stay where they are.</summary>
    public int Backbone { get; }

    /// <summary>A plain object.</summary>
    public static SavedObject Plain(string identifier = "_generic_user_object") =>
        new() { UserObject = new SavedUserObject { Identifier = identifier, Version = new VersionDef { Producer = 1, MinConsumer = 1 } } };

    /// <summary>Adds an object as a child of another.</summary>
    public int Add(int parent, string name, SavedObject node)
    {
        Saved.Nodes.Add(node);
        Refer(parent, name, Saved.Nodes.Count - 1);
        return Saved.Nodes.Count - 1;
    }

    /// <summary>Adds a list of objects that are there.</summary>
    public int AddList(int parent, string name, IEnumerable<int> elements)
    {
        var list = Add(parent, name, Plain("trackable_list_wrapper"));
        foreach (var (element, i) in elements.Select(static (e, i) => (e, i)))
        {
            Refer(list, i.ToString(CultureInfo.InvariantCulture), element);
        }

        return list;
    }

    /// <summary>Adds a float32 variable with its checkpoint key.</summary>
    public int AddVariable(int parent, string name, string variable, string key, IReadOnlyList<long> shape)
    {
        var id = Add(parent, name, new SavedObject
        {
            Variable = new SavedVariable { Name = variable, Dtype = DataType.DtFloat, Shape = Attr.ShapeOf([.. shape]), Trainable = true },
        });
        Checkpoint.Nodes[TrackedOf(id)].Attributes.Add(new Trackable.Types.SerializedTensor { Name = CheckpointKeys.VariableValue, FullName = variable, CheckpointKey = key });
        return id;
    }

    /// <summary>Makes an object that is there a child of another as well.</summary>
    public void Refer(int parent, string name, int child)
    {
        Saved.Nodes[parent].Children.Add(new Trackable.Types.ObjectReference { LocalName = name, NodeId = child });
        Checkpoint.Nodes[TrackedOf(parent)].Children.Add(new Trackable.Types.ObjectReference { LocalName = name, NodeId = TrackedOf(child) });
    }

    /// <summary>The child of an object under a name; null where it has none.</summary>
    public int? Child(int parent, string name) => Saved.Nodes[parent].Children.FirstOrDefault(c => c.LocalName == name)?.NodeId;

    private int TrackedOf(int id)
    {
        if (!_tracked.TryGetValue(id, out var tracked))
        {
            _tracked[id] = tracked = Checkpoint.Nodes.Count;
            Checkpoint.Nodes.Add(new Trackable());
        }

        return tracked;
    }

    private void MoveRoots()
    {
        Saved.Nodes.Add(Saved.Nodes[Root]);
        Saved.Nodes[Root] = Plain();
        foreach (var node in Saved.Nodes)
        {
            Move(node.Children, Backbone);
            Move(node.Dependencies, Backbone);
        }

        var tracked = Checkpoint.Nodes.Count;
        Checkpoint.Nodes.Add(Checkpoint.Nodes[Root]);
        Checkpoint.Nodes[Root] = new Trackable();
        foreach (var node in Checkpoint.Nodes)
        {
            Move(node.Children, tracked);
        }

        _tracked[Backbone] = tracked;
        _tracked[Root] = Root;
    }

    private static void Move(IEnumerable<Trackable.Types.ObjectReference> references, int backbone)
    {
        foreach (var reference in references.Where(static r => r.NodeId == Root))
        {
            reference.NodeId = backbone;
        }
    }

    /// <summary>The objects of a model whose checkpoint does not describe them, as it would.</summary>
    private static TrackableObjectGraph Mirror(ObjectGraph objects)
    {
        var graph = new TrackableObjectGraph();
        foreach (var (node, id) in objects.Message.Nodes.Select(static (n, i) => (n, i)))
        {
            var tracked = new Trackable { Children = { node.Children.Select(static c => c.Clone()) }, SlotVariables = { node.SlotVariables.Select(static s => s.Clone()) } };
            if (objects.CheckpointKeyOf(id) is { } key)
            {
                tracked.Attributes.Add(new Trackable.Types.SerializedTensor { Name = CheckpointKeys.VariableValue, FullName = node.Variable?.Name ?? "", CheckpointKey = key });
            }

            graph.Nodes.Add(tracked);
        }

        return graph;
    }

    private static Dictionary<int, int> Pair(SavedObjectGraph saved, TrackableObjectGraph tracked)
    {
        var pairs = new Dictionary<int, int>();
        if (tracked.Nodes.Count == 0)
        {
            tracked.Nodes.Add(new Trackable());
        }

        var work = new Queue<int>([Root]);
        pairs.Add(Root, Root);
        while (work.TryDequeue(out var id))
        {
            var children = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var child in tracked.Nodes[pairs[id]].Children)
            {
                children.TryAdd(child.LocalName, child.NodeId);
            }

            foreach (var child in saved.Nodes[id].Children)
            {
                if (children.TryGetValue(child.LocalName, out var node) && node >= 0 && node < tracked.Nodes.Count && pairs.TryAdd(child.NodeId, node))
                {
                    work.Enqueue(child.NodeId);
                }
            }
        }

        return pairs;
    }
}
