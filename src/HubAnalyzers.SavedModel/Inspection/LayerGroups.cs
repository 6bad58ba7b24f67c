using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>
/// Which variables make up a layer: those of one scope; for a name without a scope, those of one Keras layer or of one object. Two Keras
/// layers that were saved under one name stay two.
/// </summary>
internal sealed class LayerGroups(IReadOnlyDictionary<int, string> names, KerasLayers keras)
{
    /// <summary>The layers in the order of their first variables.</summary>
    /// <param name="variables">The weights, in the model's order.</param>
    /// <param name="uses">What consumes each.</param>
    public IReadOnlyList<LayerGroup> Of(IReadOnlyList<VariableNode> variables, Func<int, IReadOnlyList<VariableUse>> uses)
    {
        var groups = new List<LayerGroup>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scope in variables.GroupBy(v => ScopeOf(v, uses), StringComparer.Ordinal))
        {
            // The same name twice in a scope tells that two layers share it.
            var isShared = scope.GroupBy(static v => v.Message.Name).Any(static g => g.Count() > 1) && scope.All(v => keras.OwnerOf(v.NodeId) is not null);
            foreach (var layer in isShared ? scope.GroupBy(v => keras.OwnerOf(v.NodeId)!.Node) : scope.GroupBy(static _ => 0))
            {
                var name = scope.Key;
                for (var number = 2; !taken.Add(name); number++)
                {
                    name = $"{scope.Key} ({number})";
                }

                groups.Add(new LayerGroup(name, [.. layer]));
            }
        }

        return groups;
    }

    private string ScopeOf(VariableNode variable, Func<int, IReadOnlyList<VariableUse>> uses)
    {
        var name = LayerNaming.Trim(variable.Message.Name);
        if (name.Length == 0)
        {
            name = names[variable.NodeId];
        }

        if (name.Contains('/', StringComparison.Ordinal))
        {
            return LayerNaming.ScopeOf(name);
        }

        if (keras.OwnerOf(variable.NodeId)?.Name is { Length: > 0 } layer)
        {
            return layer;
        }

        // An object that holds the variable under a name is its layer; a list is not.
        var parts = variable.Path.Split('.');
        return parts.Length > 2 && !parts[^1].All(char.IsAsciiDigit) ? string.Join('/', parts[1..^1]) : LayerNaming.ScopeOfUse(uses(variable.NodeId)) ?? name;
    }
}

/// <summary>The variables of a layer.</summary>
internal sealed record LayerGroup(string Name, IReadOnlyList<VariableNode> Variables);
