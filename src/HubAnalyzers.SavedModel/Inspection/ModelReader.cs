using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Turns the object graph of a TensorFlow 2 model into layers and variables with their answers.</summary>
internal sealed class ModelReader : LayerDescriptions<VariableNode>
{
    private readonly ObjectGraph _graph;
    private readonly IReadOnlyDictionary<int, string> _names;
    private readonly TrainingTrace _training;
    private readonly InferenceTrace? _inference;
    private readonly TracePaths? _inferenceCall;
    private readonly Dictionary<int, List<VariableUse>> _uses;
    private readonly KerasLayers _keras;
    private readonly VariableDecision _decision;
    private readonly Bookkeeping _bookkeeping;
    private readonly LayerGroups _groups;
    private readonly IReadOnlyList<int> _order;
    private readonly Dictionary<int, VariableRole> _roles;

    public ModelReader(SavedModelFolder folder, ObjectGraph graph, FunctionProgram program, TrainingTrace training, InferenceTrace? inference)
    {
        _graph = graph;
        _training = training;
        _inference = inference;
        _inferenceCall = inference?.Trace == training.Trace ? training.Call : TracePaths.Of(program, inference?.Trace);
        _names = LayerNaming.NamesOf(graph.Variables);
        _keras = KerasLayers.Read(folder, graph);
        _groups = new LayerGroups(_names, _keras);
        _decision = new VariableDecision(graph, training);

        // The trace for inference shows a batch norm's statistics as what they are; the one for training only what moves them.
        var uses = new VariableUses(program);
        _uses = inference is null ? [] : uses.Of(inference.Trace);
        foreach (var (id, more) in training.Trace is { } trace && trace != inference?.Trace ? uses.Of(trace) : [])
        {
            _uses[id] = [.. _uses.GetValueOrDefault(id) ?? [], .. more];
        }

        _bookkeeping = Bookkeeping.Of(graph);
        _roles = graph.Variables.ToDictionary(static v => v.NodeId, FindRole);

        // First what an inference needs, in the order in which it needs it; then the model's own lists, whose order may be any.
        var position = new Dictionary<int, int>();
        foreach (var id in (inference?.Order() ?? []).Concat(graph.List(0, "trainable_variables") ?? []).Concat(graph.List(0, "variables") ?? []))
        {
            position.TryAdd(id, position.Count);
        }

        _order = graph.Variables.Select(static v => v.NodeId).OrderBy(id => position.GetValueOrDefault(id, int.MaxValue)).ThenBy(static id => id).ToList();
    }

    public ModelParts Read()
    {
        var nodes = _graph.Variables.ToDictionary(static v => v.NodeId);
        var weights = _order.Where(id => _roles[id] is not (VariableRole.OptimizerSlot or VariableRole.Counter)).Select(id => nodes[id]).ToList();
        var groups = _groups.Of(weights, UsesOf);
        var layerOf = groups.SelectMany(static g => g.Variables.Select(v => (v.NodeId, g.Name))).ToDictionary(static p => p.NodeId, static p => p.Name);
        var stages = _inference?.Stages(layerOf.ToDictionary(static p => p.Key, p => (p.Value, VariableRoles.IsKernel(_roles[p.Key]))));
        var costs = _inference?.Costs(layerOf.ToDictionary(static p => p.Key, p => (p.Value, ShapeOf(nodes[p.Key]))));
        var parts = Of([.. groups.Select(static g => (g.Name, g.Variables))], _graph.Variables.Where(v => !layerOf.ContainsKey(v.NodeId)), stages, costs);
        return parts with
        {
            Engine = LibrarySupport.Engine(_inferenceCall, [.. groups.Select(static g => (g.Name, Ids(g.Variables)))]),
            TensorFlowNet = LibrarySupport.TensorFlowNet(
                _training,
                [.. groups.Zip(parts.Layers).Where(static p => p.Second.Trainability is Trainability.Trainable or Trainability.BatchNorm).Select(static p => (p.First.Name, Ids(p.First.Variables)))],
                _graph.List(0, "regularization_losses") is { Count: > 0 }),
        };
    }

    protected override VariableRole RoleOf(VariableNode variable) => _roles[variable.NodeId];

    protected override IReadOnlyList<VariableUse> UsesOf(VariableNode variable) => UsesOf(variable.NodeId);

    protected override string? KerasClassOf(VariableNode variable) => _keras.OwnerOf(variable.NodeId)?.Class;

    private static IReadOnlyList<int> Ids(IEnumerable<VariableNode> variables) => [.. variables.Select(static v => v.NodeId)];

    private static long[] ShapeOf(VariableNode variable) => variable.Message.Shape?.Dim.Select(static d => d.Size).ToArray() ?? [];

    private List<VariableUse> UsesOf(int variable) => _uses.GetValueOrDefault(variable) ?? [];

    private VariableRole FindRole(VariableNode variable)
    {
        var uses = UsesOf(variable.NodeId);
        if (_bookkeeping.RoleOf(variable, _training.Captures(variable.NodeId)) is { } bookkeeping)
        {
            return bookkeeping;
        }

        // The range that a quantisation counts along is kept by the forward pass, like a metric.
        if (!variable.Message.Trainable && uses.Any(static u => u.Op.StartsWith("FakeQuant", StringComparison.Ordinal) && u.Input > 0))
        {
            return VariableRole.Counter;
        }

        var leaf = LayerNaming.LeafOf(LayerNaming.Trim(variable.Message.Name));
        string[] names = _keras.OwnerOf(variable.NodeId) is { } owner ? [owner.Attribute, leaf] : [leaf];
        return VariableRoles.Of(names, uses);
    }

    protected override HubVariableInfo Describe(VariableNode variable, VariableRole role, string? layer, bool isBatchNorm)
    {
        var decision = _decision.Of(variable, role, isBatchNorm);
        return new HubVariableInfo(
            _names[variable.NodeId],
            _graph.CheckpointKeyOf(variable.NodeId) ?? "",
            layer,
            role,
            DTypes.NameOf(variable.Message.Dtype),
            ShapeOf(variable),
            decision.Trainability,
            decision.Reason,
            decision.Evidence,
            new HubTrainableNotions(
                variable.Message.Trainable,
                _training.HasList || _graph.Child(0, "trainable_variables") is not null ? _training.Lists(variable.NodeId) : null,
                _keras.OwnerOf(variable.NodeId)?.Trainable,
                _training.HasCall ? _training.Captures(variable.NodeId) : null));
    }
}
