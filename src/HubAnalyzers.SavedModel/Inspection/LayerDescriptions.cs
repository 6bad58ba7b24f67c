using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Layers and variables as facts, in the model's order, whatever a format knows a variable by.</summary>
/// <typeparam name="T">A variable of the format.</typeparam>
internal abstract class LayerDescriptions<T>
{
    protected abstract VariableRole RoleOf(T variable);

    protected abstract IReadOnlyList<VariableUse> UsesOf(T variable);

    /// <summary>The class that Keras gave the layer; null where the format tells none.</summary>
    protected virtual string? KerasClassOf(T variable) => null;

    protected abstract HubVariableInfo Describe(T variable, VariableRole role, string? layer, bool isBatchNorm);

    /// <summary>Describes all of them.</summary>
    /// <param name="groups">The layers, with their variables.</param>
    /// <param name="others">The variables of no layer.</param>
    /// <param name="stages">How deep layers lie, where that is known.</param>
    /// <param name="costs">What layers cost, where that is known.</param>
    public ModelParts Of(
        IReadOnlyList<(string Name, IReadOnlyList<T> Variables)> groups, IEnumerable<T> others, IReadOnlyDictionary<string, int>? stages, TraceCosts? costs)
    {
        var accessors = AccessorNames.For(groups.Select(static g => g.Name).ToList());
        var variables = new List<HubVariableInfo>();
        var layers = new List<HubLayerInfo>();
        foreach (var (name, own) in groups)
        {
            // Within a layer by role, so that "kernel, bias" and "gamma, beta, mean, variance" read alike in all models.
            var members = own.Select(v => (Variable: v, Role: RoleOf(v))).OrderBy(static v => VariableRoles.RankOf(v.Role)).ToList();
            var uses = members.SelectMany(v => UsesOf(v.Variable)).ToList();
            var kind = VariableRoles.KindOf(
                members.Select(v => KerasClassOf(v.Variable)).FirstOrDefault(static c => c is not null),
                members.Select(static v => v.Role).ToHashSet(),
                uses);
            var described = members.Select(v => Describe(v.Variable, v.Role, name, kind == LayerKind.BatchNorm)).ToList();
            variables.AddRange(described);
            layers.Add(LayerFacts.Describe(
                name,
                accessors[name],
                kind,
                described,
                stages is not null && stages.TryGetValue(name, out var stage) ? stage : null,
                costs?.FlopsOf(name, LayerFacts.IsCounted(kind, uses)),
                costs?.ActivationsOf(name)));
        }

        return new ModelParts(layers, [.. variables, .. others.Select(v => Describe(v, RoleOf(v), layer: null, isBatchNorm: false))]);
    }
}
