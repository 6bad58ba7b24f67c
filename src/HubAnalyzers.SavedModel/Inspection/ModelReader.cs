using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Turns the object graph of a TensorFlow 2 model into layers and variables with their answers.</summary>
internal sealed class ModelReader
{
    private const string File = "saved_model.pb";
    private readonly ObjectGraph _graph;
    private readonly IReadOnlyDictionary<int, string> _names;
    private readonly Dictionary<int, List<VariableUse>> _uses;
    private readonly KerasLayers _keras;
    private readonly VariableDecision _decision;
    private readonly HashSet<int> _bookkeeping;
    private readonly IReadOnlyList<int> _order;

    public ModelReader(SavedModelFolder folder, ObjectGraph graph, CallTraces? traces)
    {
        _graph = graph;
        _names = LayerNaming.NamesOf(graph.Variables);
        _keras = KerasLayers.Read(folder, graph);
        var trace = traces?.ForTraining;
        _uses = trace is null || folder.MetaGraph.GraphDef is null ? [] : new VariableUses(folder.MetaGraph.GraphDef).Of(trace);
        var list = graph.List(0, "trainable_variables");
        _decision = new VariableDecision(
            (list ?? []).ToHashSet(),
            (trace?.BoundInputs ?? []).ToHashSet(),
            list is { Count: > 0 });
        _bookkeeping = Bookkeeping(graph);

        // First what an inference needs, in the order in which it needs it; then the model's own lists, whose order may be any.
        var position = new Dictionary<int, int>();
        foreach (var id in FirstUses(folder, traces).Concat(list ?? []).Concat(graph.List(0, "variables") ?? []))
        {
            position.TryAdd(id, position.Count);
        }

        _order = graph.Variables.Select(static v => v.NodeId).OrderBy(id => position.GetValueOrDefault(id, int.MaxValue)).ThenBy(static id => id).ToList();
    }

    public (IReadOnlyList<HubLayerInfo> Layers, IReadOnlyList<HubVariableInfo> Variables) Read()
    {
        var nodes = _graph.Variables.ToDictionary(static v => v.NodeId);
        var roles = nodes.Values.ToDictionary(static v => v.NodeId, RoleOf);
        var groups = _order.Where(id => BelongsToLayer(roles[id]))
            .GroupBy(id => LayerOf(nodes[id]), StringComparer.Ordinal)
            .ToList();
        var accessors = AccessorNames.For(groups.Select(static g => g.Key).ToList());

        var inOrder = new List<HubVariableInfo>();
        var layers = new List<HubLayerInfo>();
        foreach (var group in groups)
        {
            // Within a layer by role, so that "kernel, bias" and "gamma, beta, mean, variance" read alike in all models.
            var members = group.OrderBy(id => RankOf(roles[id])).ToList();
            var kind = VariableRoles.KindOf(
                members.Select(id => _keras.OwnerOf(id)?.Class).FirstOrDefault(static c => c is not null),
                members.Select(id => roles[id]).ToHashSet(),
                members.SelectMany(UsesOf).ToList());
            var described = members.Select(id => Describe(nodes[id], roles[id], group.Key, kind == LayerKind.BatchNorm)).ToList();
            inOrder.AddRange(described);
            layers.Add(Layer(group.Key, accessors[group.Key], kind, described));
        }

        var inLayers = groups.SelectMany(static g => g).ToHashSet();
        var others = _graph.Variables.Where(v => !inLayers.Contains(v.NodeId)).Select(v => Describe(v, roles[v.NodeId], layer: null, isBatchNorm: false));
        return (layers, [.. inOrder, .. others]);
    }

    private static IEnumerable<int> FirstUses(SavedModelFolder folder, CallTraces? traces) =>
        traces?.ForInference is { } trace && folder.MetaGraph.GraphDef is { } definition ? FirstUse.Order(definition, trace) : [];

    private static int RankOf(VariableRole role) => role switch
    {
        VariableRole.Kernel or VariableRole.Embeddings or VariableRole.Gamma => 0,
        VariableRole.RecurrentKernel or VariableRole.Beta => 1,
        VariableRole.Bias or VariableRole.MovingMean => 2,
        VariableRole.MovingVariance => 3,
        _ => 4,
    };

    private static bool BelongsToLayer(VariableRole role) => role is not (VariableRole.OptimizerSlot or VariableRole.Counter);

    private static HubLayerInfo Layer(string name, string accessor, LayerKind kind, List<HubVariableInfo> variables)
    {
        var weights = variables.Where(static v => v.Role is not (VariableRole.MovingMean or VariableRole.MovingVariance)).ToList();
        var decisive = weights.FirstOrDefault(static v => v.Trainability is Trainability.Trainable or Trainability.BatchNorm)
            ?? weights.FirstOrDefault()
            ?? variables[0];
        var slash = name.LastIndexOf('/');
        return new HubLayerInfo(
            name,
            accessor,
            kind,
            slash > 0 ? name[..slash] : null,
            decisive.Trainability,
            decisive.Reason,
            ReasonCodes.Sentence(decisive.Reason),
            variables.Sum(static v => v.Parameters),
            variables.Select(static v => v.Name).ToList());
    }

    /// <summary>All nodes that hang only on optimizers, metrics and losses: they belong to the training that saved the model.</summary>
    private static HashSet<int> Bookkeeping(ObjectGraph graph)
    {
        string[] names = ["optimizer", "keras_api", "metrics", "_metrics", "compiled_metrics", "loss_tracker", "save_counter", "training_state"];
        var model = new HashSet<int>();
        var pending = new Stack<int>();
        pending.Push(0);
        while (pending.TryPop(out var node))
        {
            if (!model.Add(node))
            {
                continue;
            }

            foreach (var child in graph.Message.Nodes[node].Children)
            {
                if (node != 0 || !names.Contains(child.LocalName))
                {
                    pending.Push(child.NodeId);
                }
            }
        }

        return Enumerable.Range(0, graph.Message.Nodes.Count).Where(id => !model.Contains(id)).ToHashSet();
    }

    private List<VariableUse> UsesOf(int variable) => _uses.GetValueOrDefault(variable) ?? [];

    private string LayerOf(VariableNode variable)
    {
        var name = LayerNaming.Trim(variable.Message.Name);
        return LayerNaming.ScopeOf(name.Length > 0 ? name : _names[variable.NodeId]);
    }

    private VariableRole RoleOf(VariableNode variable)
    {
        if (variable.Slot is not null)
        {
            return VariableRole.OptimizerSlot;
        }

        if (_bookkeeping.Contains(variable.NodeId))
        {
            // An optimizer that keeps its slots in a list of its own gives them the shape of a weight.
            var inOptimizer = variable.Path.StartsWith("root.optimizer.", StringComparison.Ordinal);
            return inOptimizer && variable.Message.Shape?.Dim.Count > 0 && DTypes.IsFloating(variable.Message.Dtype)
                ? VariableRole.OptimizerSlot
                : VariableRole.Counter;
        }

        if (!DTypes.IsFloating(variable.Message.Dtype) && (variable.Message.Shape?.Dim.Count ?? 0) <= 1)
        {
            return VariableRole.Counter;
        }

        var leaf = LayerNaming.LeafOf(LayerNaming.Trim(variable.Message.Name));
        string[] names = _keras.OwnerOf(variable.NodeId) is { } owner ? [owner.Attribute, leaf] : [leaf];
        return VariableRoles.Of(names, UsesOf(variable.NodeId));
    }

    private HubVariableInfo Describe(VariableNode variable, VariableRole role, string? layer, bool isBatchNorm)
    {
        var (trainability, reason) = _decision.Of(variable, role, isBatchNorm);
        return new HubVariableInfo(
            _names[variable.NodeId],
            _graph.CheckpointKeyOf(variable.NodeId) ?? "",
            layer,
            role,
            DTypes.NameOf(variable.Message.Dtype),
            variable.Message.Shape?.Dim.Select(static d => d.Size).ToArray() ?? [],
            trainability,
            reason,
            new HubEvidence(File, string.Create(CultureInfo.InvariantCulture, $"object_graph.nodes[{variable.NodeId}]")));
    }
}
