using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Unique names of variables, and the layer that a name puts a variable into.</summary>
internal static class LayerNaming
{
    /// <summary>A name for every variable: as saved, with the object path behind it where two variables were saved under one name.</summary>
    public static IReadOnlyDictionary<int, string> NamesOf(IReadOnlyList<VariableNode> variables)
    {
        var saved = variables.ToDictionary(static v => v.NodeId, static v => Trim(v.Message.Name));
        var names = new Dictionary<int, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in variables.GroupBy(v => saved[v.NodeId]).OrderBy(static g => g.First().NodeId))
        {
            var isShared = group.Skip(1).Any();
            foreach (var variable in group)
            {
                var name = group.Key;
                if (name.Length == 0)
                {
                    name = variable.Path.Replace('.', '/');
                }
                else if (isShared)
                {
                    name += $" ({(variable.Slot is null ? variable.Path : "slot " + variable.Slot.SlotName + " of node " + variable.Slot.OriginalVariableNodeId)})";
                }

                names.Add(variable.NodeId, taken.Add(name) ? name : $"{name} [{variable.NodeId}]");
            }
        }

        return names;
    }

    /// <summary>The scope of a saved name: what stands before the last slash; the name itself where there is none.</summary>
    public static string ScopeOf(string name)
    {
        var slash = name.LastIndexOf('/');
        return slash > 0 ? name[..slash] : name;
    }

    /// <summary>For a variable whose name says nothing: the scope of the operation that it is the weight of; null where that has none.</summary>
    public static string? ScopeOfUse(IReadOnlyList<VariableUse> uses)
    {
        var use = uses.FirstOrDefault(static u => u.Input > 0 && u.Op is "Conv2D" or "Conv3D" or "DepthwiseConv2dNative" or "MatMul" or "BatchMatMulV2" or "BiasAdd" or "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3");
        var name = use?.Body.Nodes[use.Node].Name ?? "";
        return name.Contains('/', StringComparison.Ordinal) ? ScopeOf(name) : null;
    }

    /// <summary>The last part of a saved name.</summary>
    public static string LeafOf(string name) => name[(name.LastIndexOf('/') + 1)..];

    /// <summary>A saved name without the ":0" of older files.</summary>
    public static string Trim(string name) => name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;
}
