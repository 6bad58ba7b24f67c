using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Turns the graphs of a TensorFlow 1 SavedModel or Hub module into layers and variables. None of them can train, each for the reason of the format or its own.</summary>
internal sealed class Tf1Reader : LayerDescriptions<Tf1Variable>
{
    private readonly IReadOnlyList<Tf1Variable> _variables;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, IReadOnlyList<VariableUse>> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VariableRole> _roles;
    private readonly FlatTrace _trace;
    private readonly string _reason;
    private readonly HubEvidence _formatEvidence;

    public Tf1Reader(SavedModelFolder folder, FunctionProgram program, TensorBundleReader? bundle, string reason, HubEvidence formatEvidence)
    {
        _reason = reason;
        _formatEvidence = formatEvidence;
        var main = folder.MetaGraph;
        var returns = main.SignatureDef.OrderBy(static s => s.Key, StringComparer.Ordinal).SelectMany(static s => s.Value.Outputs.OrderBy(static o => o.Key, StringComparer.Ordinal)).Select(static o => o.Value.Name).ToList();
        var body = FunctionBody.Of(program.Graph, returns);

        // One graph at a time: of the others nothing stays but the bodies that have variables of their own.
        var graphs = folder.Message.MetaGraphs.Select((graph, i) => (Index: i, Graph: graph))
            .OrderBy(g => g.Graph == main ? -1 : g.Index)
            .Select(g => (g.Index, g.Graph, g.Graph == main ? body : FunctionBody.Of(SavedGraph.Of(g.Graph), [])));
        _variables = Tf1Variables.Read(graphs, bundle, folder.ModelFile);
        _names = [.. _variables.Select(static v => v.Name)];
        _trace = FlatTrace.Of(program, body);

        // Functions belong to one meta graph each; only the main one's are read, and only its variables are followed into them.
        var uses = new VariableUses(program);
        foreach (var variable in _variables.Where(static v => v.Node >= 0))
        {
            _uses.Add(variable.Name, uses.Of(variable.Body, variable.Node));
        }

        _roles = _variables.ToDictionary(static v => v.Name, FindRole, StringComparer.Ordinal);
    }

    public ModelParts Read()
    {
        var position = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in _trace.Nodes.Where(static n => n.Node is { } node && Tf1Variables.IsVariable(node)).Select(static n => n.Node!.Name))
        {
            position.TryAdd(name, position.Count);
        }

        var groups = _variables.Where(v => _roles[v.Name] is not (VariableRole.OptimizerSlot or VariableRole.Counter))
            .OrderBy(v => position.GetValueOrDefault(v.Name, int.MaxValue))
            .GroupBy(ScopeOf, StringComparer.Ordinal)
            .ToList();
        var layerOf = groups.SelectMany(static g => g.Select(v => (v.Name, Layer: g.Key))).ToDictionary(static p => p.Name, static p => p.Layer, StringComparer.Ordinal);
        var stages = TraceStages.Of(_trace, n => VariableOf(n) is { } name && layerOf.TryGetValue(name, out var layer) ? (layer, VariableRoles.IsKernel(_roles[name])) : null);
        var shapes = new TraceShapes(_trace, static n => n.Node is { } node && (Tf1Variables.IsVariable(node) || node.Op == "Placeholder") ? Tf1Variables.ShapeOf(node) : null);
        var costs = TraceCosts.Of(_trace, shapes, n => VariableOf(n) is { } name ? layerOf.GetValueOrDefault(name) : null);

        return Of([.. groups.Select(static g => (g.Key, (IReadOnlyList<Tf1Variable>)[.. g]))], _variables.Where(v => !layerOf.ContainsKey(v.Name)), stages, costs) with
        {
            TensorFlowNet = new HubTensorFlowNetInfo([], _reason),
        };
    }

    protected override VariableRole RoleOf(Tf1Variable variable) => _roles[variable.Name];

    protected override IReadOnlyList<VariableUse> UsesOf(Tf1Variable variable) => _uses.GetValueOrDefault(variable.Name) ?? [];

    private static string? VariableOf(FlatNode node) => node.Node is { } definition && Tf1Variables.IsVariable(definition) ? definition.Name : null;

    private string ScopeOf(Tf1Variable variable) => variable.Name.Contains('/', StringComparison.Ordinal)
        ? LayerNaming.ScopeOf(variable.Name)
        : LayerNaming.ScopeOfUse(UsesOf(variable)) ?? variable.Name;

    private VariableRole FindRole(Tf1Variable variable)
    {
        if (variable.IsListed != true && Tf1Slots.RoleOf(variable, _names) is { } bookkeeping)
        {
            return bookkeeping;
        }

        if (!DTypes.IsFloating(variable.Type) && (variable.Shape?.Length ?? 0) <= 1)
        {
            return VariableRole.Counter;
        }

        return VariableRoles.Of([LayerNaming.LeafOf(variable.Name)], UsesOf(variable));
    }

    protected override HubVariableInfo Describe(Tf1Variable variable, VariableRole role, string? layer, bool isBatchNorm)
    {
        var nature = VariableDecision.Nature(variable.Type, variable.Shape?.Length ?? 0, role);
        return new HubVariableInfo(
            variable.Name,
            variable.Key,
            layer,
            role,
            DTypes.NameOf(variable.Type),
            variable.Shape ?? [],
            Trainability.Frozen,
            nature ?? _reason,
            nature is null
                ? _formatEvidence
                : Evidence.GraphNode(
                    string.Create(CultureInfo.InvariantCulture, $"meta_graphs[{variable.MetaGraph}]/{variable.Name}"),
                    variable.Node >= 0 ? variable.Body.Nodes[variable.Node].Op : "VariableDef"),
            new HubTrainableNotions(variable.Flag, variable.IsListed, keras: null, captured: null));
    }
}
