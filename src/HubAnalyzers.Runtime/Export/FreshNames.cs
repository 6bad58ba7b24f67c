using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <summary>Names that a model does not have yet.</summary>
internal sealed class FreshNames
{
    private readonly HashSet<string> _nodes;
    private readonly FunctionNames _functions;
    private readonly List<string> _paths;

    /// <param name="graph">The model's graph.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="keys">The keys of its checkpoint.</param>
    public FreshNames(SavedGraph graph, SavedObjectGraph objects, IEnumerable<string> keys)
    {
        _functions = new FunctionNames(graph);
        _nodes = graph.Nodes.Select(static n => n.Name).ToHashSet(StringComparer.Ordinal);
        _paths = [.. _nodes, .. keys, .. objects.Nodes.Where(static n => n.KindCase == SavedObject.KindOneofCase.Variable).Select(static n => n.Variable.Name)];
    }

    /// <summary>A scope in which there is nothing: no node, no variable, no key.</summary>
    public string Scope(string wanted) => Numbered(wanted).First(s => !_paths.Any(p => p == s || p.StartsWith(s + "/", StringComparison.Ordinal)));

    /// <summary>A node of the graph.</summary>
    public string Node(string wanted) => Numbered(wanted).First(_nodes.Add);

    /// <summary>A function, named as TensorFlow names those that it saves.</summary>
    public string Function(string what) => _functions.New(what);

    private static IEnumerable<string> Numbered(string wanted) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(n => $"{wanted}_{n.ToString(CultureInfo.InvariantCulture)}").Prepend(wanted);
}
