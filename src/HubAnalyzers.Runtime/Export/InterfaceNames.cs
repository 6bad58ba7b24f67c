using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;

namespace HubAnalyzers.Runtime.Export;

/// <summary>Gives a graph's inputs and outputs the names that the model's facts list, in place of its function's.</summary>
internal static class InterfaceNames
{
    public static ImportedGraph Of(ImportedGraph graph, HubInterfaceInfo facts)
    {
        var inputs = Names(facts.Inputs, graph.Inputs.Count);
        var outputs = Names(facts.Outputs, graph.Outputs.Count);
        return graph with
        {
            Inputs = inputs is null ? graph.Inputs : [.. graph.Inputs.Select((input, i) => input with { Name = inputs[i] })],
            Outputs = outputs is null ? graph.Outputs : [.. graph.Outputs.Select((output, i) => output with { Name = outputs[i] })],
        };
    }

    private static List<string>? Names(IReadOnlyList<HubTensorInfo> tensors, int count)
    {
        var names = tensors.Select(static t => t.Name).ToList();
        return names.Count == count && names.Distinct(StringComparer.Ordinal).Count() == count ? names : null;
    }
}
