using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Variables of the training that saved the model, and second copies of others: listed, but weights of no layer.</summary>
internal sealed class Bookkeeping
{
    private static readonly string[] _owners = ["optimizer", "keras_api", "metrics", "_metrics", "compiled_metrics", "loss_tracker", "save_counter", "training_state"];
    private readonly HashSet<int> _outside;
    private readonly HashSet<int> _copies;

    private Bookkeeping(HashSet<int> outside, HashSet<int> copies)
    {
        _outside = outside;
        _copies = copies;
    }

    public static Bookkeeping Of(ObjectGraph graph) => new(Outside(graph), Copies(graph));

    /// <summary>The role of a variable that is no weight; null for one that may be.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="isCaptured">Whether the call captures it.</param>
    public VariableRole? RoleOf(VariableNode variable, bool isCaptured)
    {
        if (variable.Slot is not null)
        {
            return VariableRole.OptimizerSlot;
        }

        if (_outside.Contains(variable.NodeId))
        {
            // An optimizer that keeps its slots in a list of its own gives them the shape of a weight.
            var inOptimizer = variable.Path.StartsWith("root.optimizer.", StringComparison.Ordinal);
            return inOptimizer && variable.Message.Shape?.Dim.Count > 0 && DTypes.IsFloating(variable.Message.Dtype)
                ? VariableRole.OptimizerSlot
                : VariableRole.Counter;
        }

        if (_copies.Contains(variable.NodeId) && !isCaptured)
        {
            return VariableRole.Counter;
        }

        return !DTypes.IsFloating(variable.Message.Dtype) && (variable.Message.Shape?.Dim.Count ?? 0) <= 1 ? VariableRole.Counter : null;
    }

    /// <summary>All nodes that hang only on optimizers, metrics and losses.</summary>
    private static HashSet<int> Outside(ObjectGraph graph)
    {
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
                if (node != 0 || !_owners.Contains(child.LocalName))
                {
                    pending.Push(child.NodeId);
                }
            }
        }

        return [.. Enumerable.Range(0, graph.Message.Nodes.Count).Where(id => !model.Contains(id))];
    }

    /// <summary>Keras 3 saves each variable as two nodes: the second has the name, type and shape of one that a function captures, and none captures it.</summary>
    private static HashSet<int> Copies(ObjectGraph graph)
    {
        var captured = graph.Message.ConcreteFunctions.Values.SelectMany(static f => f.BoundInputs).ToHashSet();
        return
        [
            .. graph.Variables
                .Where(static v => v.Slot is null && v.Message.Name.Length > 0)
                .GroupBy(static v => (v.Message.Name, v.Message.Dtype, Shape: string.Join(',', (v.Message.Shape?.Dim ?? []).Select(static d => d.Size))))
                .Where(g => g.Count() > 1 && g.Any(v => captured.Contains(v.NodeId)))
                .SelectMany(g => g.Where(v => !captured.Contains(v.NodeId)))
                .Select(static v => v.NodeId),
        ];
    }
}
