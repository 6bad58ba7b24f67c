using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>TensorFlow's operations as torch's. Looking them up is here; the entries are in the other part, complicated kernels in the files beside.</summary>
internal static partial class OpTable
{
    private const int MostNames = 3;

    private static readonly SortedDictionary<string, Entry> _entries = Build();

    /// <summary>The operations that the engine computes, ordinal by name.</summary>
    public static IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>The kernel of an operation; null if the engine does not have it.</summary>
    public static Kernel? Find(string op) => _entries.TryGetValue(op, out var entry) ? entry.Kernel : null;

    /// <summary>What is true of an operation; nothing is of one that the engine does not have.</summary>
    public static OpTraits Traits(string op) => _entries.TryGetValue(op, out var entry) ? entry.Traits : OpTraits.None;

    /// <summary>The operations of a graph, its loops and branches included, that the engine does not have: how often, and where.</summary>
    public static IReadOnlyList<UnsupportedOp> Unsupported(ImportedGraph graph) =>
        [.. AllNodes(graph)
            .Where(static n => !_entries.ContainsKey(n.Op))
            .GroupBy(static n => n.Op, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => new UnsupportedOp(g.Key, g.Count(), [.. g.Select(static n => LayerOf(n.Name)).Distinct().Take(MostNames)]))];

    /// <summary>Throws if the graph holds operations that the engine does not have; the message names them all.</summary>
    public static void RequireSupported(ImportedGraph graph)
    {
        var missing = Unsupported(graph);
        if (missing.Count > 0)
        {
            var list = string.Join(", ", missing.Select(static m => $"{m.Op} ({m.Count} in {string.Join(", ", m.Layers.Select(static l => $"'{l}'"))})"));
            throw new HubUnsupportedOpException(
                $"{graph.File}: the call '{graph.FunctionName}' uses {missing.Count} operation{(missing.Count == 1 ? "" : "s")} that the engine does not have: {list}; use a part of the model or a variant without them",
                missing);
        }
    }

    private static IEnumerable<GraphNode> AllNodes(ImportedGraph graph) =>
        graph.Nodes.SelectMany(static n => n.Bodies.SelectMany(AllNodes).Prepend(n));

    /// <summary>A node's scope without the calls that lead there: <c>StatefulPartitionedCall/model/conv1/Relu</c> lies in <c>model/conv1</c>.</summary>
    private static string LayerOf(string node)
    {
        var parts = node.Split('/').Where(static p => !p.StartsWith("StatefulPartitionedCall", StringComparison.Ordinal) && !p.StartsWith("PartitionedCall", StringComparison.Ordinal)).ToArray();
        return parts.Length > 1 ? string.Join('/', parts[..^1]) : node;
    }

    private readonly record struct Entry(Kernel Kernel, OpTraits Traits);
}
