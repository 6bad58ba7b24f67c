using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>The functions of a graph as bodies, each made when it is first asked for.</summary>
internal sealed class FunctionProgram(SavedGraph graph)
{
    /// <summary>The graph whose functions they are.</summary>
    public SavedGraph Graph => graph;

    private readonly Dictionary<string, FunctionBody> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<SavedNode, FunctionCall?> _calls = new(ReferenceEqualityComparer.Instance);

    /// <summary>The custom gradients that were saved with the graph, by the op type that nodes name.</summary>
    public HashSet<string> SavedGradients => graph.SavedGradients;

    public FunctionBody? Body(string name)
    {
        if (!_bodies.TryGetValue(name, out var body) && graph.TryGetFunction(name, out var function))
        {
            _bodies.Add(name, body = FunctionBody.Of(function, graph.Texts));
        }

        return body;
    }

    /// <summary>How a node calls functions; null where it calls none, or one that the graph does not have.</summary>
    public FunctionCall? CallOf(SavedNode node)
    {
        switch (node.Op)
        {
            case "PartitionedCall" or "StatefulPartitionedCall" or "If" or "StatelessIf" or "Case" or "StatelessCase" or "While" or "StatelessWhile":
                if (!_calls.TryGetValue(node, out var call))
                {
                    _calls.Add(node, call = Read(node));
                }

                return call;
            default:
                return null;
        }
    }

    private FunctionCall? Read(SavedNode node) => node.Op switch
    {
        "If" or "StatelessIf" => Call([Named(node, "then_branch"), Named(node, "else_branch")], 1),
        "Case" or "StatelessCase" => Call(node.TryGetAttribute("branches", out var branches) ? [.. (branches.List?.Func ?? []).Select(f => Body(f.Name))] : [], 1),
        "While" or "StatelessWhile" => Named(node, "cond") is { } condition ? Call([Named(node, "body")], 0, condition) : null,
        _ => Call([Named(node, "f")], 0),
    };

    private static FunctionCall? Call(FunctionBody?[] callees, int firstArgument, FunctionBody? condition = null) =>
        callees.Length == 0 || callees.Contains(null) ? null : new FunctionCall(callees!, firstArgument, condition);

    private FunctionBody? Named(SavedNode node, string attribute) => node.TryGetAttribute(attribute, out var value) && value.Func is { } function ? Body(function.Name) : null;
}
