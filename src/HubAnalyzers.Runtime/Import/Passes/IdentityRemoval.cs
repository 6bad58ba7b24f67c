using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime.Import;

/// <summary>Takes out operations that hand their input on.</summary>
internal static class IdentityRemoval
{
    private static readonly HashSet<string> _identities = ["Identity", "CheckNumerics", "EnsureShape", "ReadVariableOp", "Snapshot", "DebugIdentityV2"];

    public static ImportedGraph Run(ImportedGraph graph)
    {
        // Nodes stand behind what they use, so a source that is an identity itself has been resolved already.
        var source = new Dictionary<ValueRef, ValueRef>();
        var nodes = new List<GraphNode>(graph.Nodes.Count);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i] with { Inputs = [.. graph.Nodes[i].Inputs.Select(Resolved)] };
            nodes.Add(node);
            if (_identities.Contains(node.Op) && node.Inputs.Count > 0)
            {
                source[new ValueRef(ValueSource.Node, i)] = node.Inputs[0];
            }
        }

        return source.Count == 0 ? graph : graph with
        {
            Nodes = nodes,
            Outputs = [.. graph.Outputs.Select(o => o with { Value = Resolved(o.Value) })],
            Updates = [.. graph.Updates.Select(u => u with { Value = Resolved(u.Value) })],
        };

        ValueRef Resolved(ValueRef value) => source.GetValueOrDefault(value, value);
    }
}
