using System;
using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>The nodes of a trace that are a variable, or one that was read: what holds weights, where all else makes values.</summary>
internal static class WeightReads
{
    /// <summary>What is known of the variable that each such node holds.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="variables">What is known of a node that is a variable; null for any other.</param>
    public static Dictionary<FlatNode, T> Of<T>(FlatTrace trace, Func<FlatNode, T?> variables)
        where T : struct
    {
        var holds = new Dictionary<FlatNode, T>();
        foreach (var node in trace.Nodes)
        {
            if (variables(node) is { } variable)
            {
                holds[node] = variable;
            }
            else if (node.IsRead && node.Inputs.Count > 0 && holds.TryGetValue(node.Inputs[0].Node, out var same))
            {
                holds[node] = same;
            }
        }

        return holds;
    }
}
