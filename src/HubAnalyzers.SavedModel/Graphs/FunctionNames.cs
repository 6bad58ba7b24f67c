using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>Names of functions that a graph does not have yet, each given once.</summary>
/// <param name="graph">The graph.</param>
internal sealed class FunctionNames(SavedGraph graph)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>A name such as TensorFlow gives the functions that it saves.</summary>
    public string New(string what) => Enumerable.Range(0, int.MaxValue)
        .Select(n => $"__inference_{what}_{n.ToString(CultureInfo.InvariantCulture)}")
        .First(f => !graph.TryGetFunction(f, out _) && _given.Add(f));
}
