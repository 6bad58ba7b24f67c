using System;
using System.Collections.Generic;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>The functions of a graph by name.</summary>
internal static class FunctionLibrary
{
    /// <summary>All functions that have a signature; of two with one name, the first.</summary>
    public static Dictionary<string, FunctionDef> ByName(GraphDef? graph)
    {
        var functions = new Dictionary<string, FunctionDef>(StringComparer.Ordinal);
        foreach (var function in graph?.Library?.Function ?? [])
        {
            if (function.Signature is { } signature)
            {
                functions.TryAdd(signature.Name, function);
            }
        }

        return functions;
    }
}
