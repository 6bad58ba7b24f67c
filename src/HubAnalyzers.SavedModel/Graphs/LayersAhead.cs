using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>For nodes that no variable comes to, such as a text's preprocessing: the layer that what they compute comes to first.</summary>
internal sealed class LayersAhead(FunctionProgram program, GradientPaths paths, IReadOnlyDictionary<(FunctionBody Body, int Node), string> layers, HashSet<(FunctionBody Body, int Node)> nodes)
{
    /// <summary>Over all nodes that are asked for. One without a layer only loses a name in a report.</summary>
    private const int MostSteps = 2_000_000;

    private int _steps;

    /// <summary>The layer; null where there is none.</summary>
    public string? Of((FunctionBody Body, int Node) from)
    {
        var seen = new HashSet<(FunctionBody Body, int Source)> { from };
        var pending = new Queue<(FunctionBody Body, int Source)>([from]);
        while (_steps < MostSteps && pending.TryDequeue(out var at))
        {
            foreach (var next in After(at))
            {
                if (layers.TryGetValue(next, out var layer))
                {
                    return layer;
                }

                if (seen.Add(next))
                {
                    pending.Enqueue(next);
                }
            }
        }

        return null;
    }

    /// <summary>What takes a value: nodes, arguments of what is called with it (below nought), and the calls of the function that returns it.</summary>
    private IEnumerable<(FunctionBody Body, int Source)> After((FunctionBody Body, int Source) at)
    {
        foreach (var (node, input) in at.Body.ConsumersOf(at.Source))
        {
            _steps++;
            if (!nodes.Contains((at.Body, node)))
            {
                continue;
            }

            if (program.CallOf(at.Body.Nodes[node]) is not { } call)
            {
                yield return (at.Body, node);
                continue;
            }

            foreach (var callee in call.Callees.Where(c => input >= call.FirstArgument && input - call.FirstArgument < c.Arguments.Count))
            {
                yield return (callee, ~(input - call.FirstArgument));
            }
        }

        if (at.Body.Returns.Any(r => r.Source == at.Source))
        {
            foreach (var caller in paths.CallersOf(at.Body).Where(nodes.Contains))
            {
                _steps++;
                yield return caller;
            }
        }
    }
}
