using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime.Import;

/// <summary>Leaves out what no output and no update needs.</summary>
internal static class DeadCode
{
    public static ImportedGraph Remove(ImportedGraph graph)
    {
        var needed = new bool[graph.Nodes.Count];
        var work = new Stack<int>(graph.Outputs.Select(static o => o.Value).Concat(graph.Updates.Select(static u => u.Value))
            .Where(static v => v.Source == ValueSource.Node).Select(static v => v.Index).Concat(graph.Kept));
        while (work.TryPop(out var index))
        {
            if (needed[index])
            {
                continue;
            }

            needed[index] = true;
            foreach (var input in graph.Nodes[index].Inputs)
            {
                if (input.Source == ValueSource.Node)
                {
                    work.Push(input.Index);
                }
            }
        }

        var newIndex = new int[graph.Nodes.Count];
        var count = 0;
        for (var i = 0; i < newIndex.Length; i++)
        {
            newIndex[i] = needed[i] ? count++ : -1;
        }

        if (count == newIndex.Length)
        {
            return graph;
        }

        return graph with
        {
            Nodes = [.. graph.Nodes.Where((_, i) => needed[i]).Select(n => n with { Inputs = [.. n.Inputs.Select(Moved)] })],
            Outputs = [.. graph.Outputs.Select(o => o with { Value = Moved(o.Value) })],
            Updates = [.. graph.Updates.Select(u => u with { Value = Moved(u.Value) })],
            Kept = [.. graph.Kept.Select(i => newIndex[i])],
        };

        ValueRef Moved(ValueRef value) => value.Source == ValueSource.Node ? value with { Index = newIndex[value.Index] } : value;
    }
}
