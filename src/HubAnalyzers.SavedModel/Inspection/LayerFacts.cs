using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What the variables of a layer make of it.</summary>
internal static class LayerFacts
{
    public static HubLayerInfo Describe(string name, string accessor, LayerKind kind, IReadOnlyList<HubVariableInfo> variables, int? stage, long? flops, long? activations)
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
            [.. variables.Select(static v => v.Name)],
            stage,
            flops,
            decisive.Evidence,
            activations);
    }

    /// <summary>Whether a layer's operations can be counted: not where a normalization is spelt out in many small ones, nor inside a loop.</summary>
    public static bool IsCounted(LayerKind kind, IReadOnlyList<VariableUse> uses) => kind switch
    {
        LayerKind.BatchNorm => uses.Any(static u => u.Op.StartsWith("FusedBatchNorm", StringComparison.Ordinal)),
        LayerKind.LayerNorm or LayerKind.Lstm or LayerKind.Gru => false,
        _ => true,
    };
}
