using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>The layer that each node of a trace belongs to: the one whose variable comes to it over the fewest nodes.</summary>
internal static class NearestLayers
{
    /// <summary>A thousand times what real models take. A node without a layer only loses a name in a report.</summary>
    private const int MostSteps = 20_000_000;

    /// <summary>Walks forward from the arguments that hold variables, over some of the nodes only.</summary>
    /// <param name="program">The functions.</param>
    /// <param name="paths">The calls that are on the way.</param>
    /// <param name="root">The trace's function.</param>
    /// <param name="layers">The layer of each argument that holds a variable.</param>
    /// <param name="nodes">The nodes that count.</param>
    public static IReadOnlyDictionary<(FunctionBody Body, int Node), string> Of(
        FunctionProgram program,
        GradientPaths paths,
        FunctionBody root,
        IEnumerable<(int Argument, string Layer)> layers,
        HashSet<(FunctionBody Body, int Node)> nodes)
    {
        var found = new Dictionary<(FunctionBody Body, int Node), string>();
        var arguments = new HashSet<(FunctionBody, int)>();
        var returned = new Dictionary<FunctionBody, HashSet<int>>();
        var pending = new Queue<(FunctionBody Body, int Source, string Layer)>();
        foreach (var (argument, layer) in layers)
        {
            Argument(root, argument, layer);
        }

        var steps = 0;
        while (steps < MostSteps && pending.TryDequeue(out var at))
        {
            foreach (var (node, input) in at.Body.ConsumersOf(at.Source))
            {
                steps++;
                if (!nodes.Contains((at.Body, node)))
                {
                    continue;
                }

                if (program.CallOf(at.Body.Nodes[node]) is { } call)
                {
                    foreach (var callee in call.Callees)
                    {
                        Argument(callee, input - call.FirstArgument, at.Layer);
                    }
                }
                else
                {
                    Node(at.Body, node, at.Layer);
                }
            }

            if (!returned.TryGetValue(at.Body, out var returns))
            {
                returned.Add(at.Body, returns = [.. at.Body.Returns.Select(static r => r.Source)]);
            }

            if (returns.Contains(at.Source))
            {
                foreach (var (caller, node) in paths.CallersOf(at.Body))
                {
                    steps++;
                    if (nodes.Contains((caller, node)))
                    {
                        Node(caller, node, at.Layer);
                    }
                }
            }
        }

        return found;

        void Argument(FunctionBody body, int argument, string layer)
        {
            if (argument >= 0 && argument < body.Arguments.Count && arguments.Add((body, argument)))
            {
                pending.Enqueue((body, ~argument, layer));
            }
        }

        void Node(FunctionBody body, int node, string layer)
        {
            if (found.TryAdd((body, node), layer))
            {
                pending.Enqueue((body, node, layer));
            }
        }
    }
}
