using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>
/// A graph in two: what is the same each time for the same inputs, and the rest, which trained variables, updates or chance have a
/// part in. The first needs no gradients, its results can be kept, and any engine may compute them.
/// </summary>
/// <param name="Prefix">The first part, its results in the order of <paramref name="Boundary"/>; null where nothing is gained by one.</param>
/// <param name="Suffix">The second, which takes the first one's results as its first inputs; null where the first is the whole graph.</param>
/// <param name="Boundary">The values of the whole graph that go from the first part to the second.</param>
/// <param name="PassedInputs">The inputs of the whole graph that the second part takes too, after those.</param>
internal sealed record GraphCut(ImportedGraph? Prefix, ImportedGraph? Suffix, IReadOnlyList<ValueRef> Boundary, IReadOnlyList<int> PassedInputs)
{
    /// <summary>Cuts a graph.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="trained">The names of the variables that train.</param>
    /// <param name="throughInputs">Whether gradients of the inputs are wanted: then everything that depends on them is in the second part.</param>
    public static GraphCut Make(ImportedGraph graph, IReadOnlySet<string> trained, bool throughInputs = false)
    {
        var flow = new GraphFlow(graph, GraphFlow.MovingIn(graph, trained));
        var results = graph.Outputs.Select(static o => o.Value).ToList();
        if (graph.Updates.Count == 0 && graph.Kept.Count == 0 && !results.Any(IsLive))
        {
            return new GraphCut(graph, null, results, []);
        }

        var crossing = graph.Nodes.Where((_, i) => IsLive(new ValueRef(ValueSource.Node, i))).SelectMany(static n => n.Inputs)
            .Concat(results).Concat(graph.Updates.Select(static u => u.Value))
            .Distinct().ToList();
        var boundary = crossing.Where(v => v.Source == ValueSource.Node && !IsLive(v) && flow.SeesInput(v)).ToList();
        var passed = crossing.Where(static v => v.Source == ValueSource.Input).Select(static v => v.Index).Distinct().Order().ToList();
        if (boundary.Count == 0)
        {
            return new GraphCut(null, graph, [], [.. Enumerable.Range(0, graph.Inputs.Count)]);
        }

        var prefix = DeadCode.Remove(graph with
        {
            FunctionName = graph.FunctionName + " (frozen part)",
            Outputs = [.. boundary.Select(static (v, i) => new GraphOutput(NameOf(i), v))],
            Updates = [],
            Kept = [],
        });
        var suffix = DeadCode.Remove(graph with
        {
            FunctionName = graph.FunctionName + " (trained part)",
            Inputs = [.. boundary.Select(static (_, i) => new GraphInput(NameOf(i), DataType.DtInvalid, null)), .. passed.Select(i => graph.Inputs[i])],
            Nodes = [.. graph.Nodes.Select(n => n with { Inputs = [.. n.Inputs.Select(Crossed)] })],
            Outputs = [.. graph.Outputs.Select(o => o with { Value = Crossed(o.Value) })],
            Updates = [.. graph.Updates.Select(u => u with { Value = Crossed(u.Value) })],
        });
        return new GraphCut(prefix, suffix, boundary, passed);

        bool IsLive(ValueRef v) => flow.Moves(v) || flow.IsRandom(v) || (throughInputs && flow.SeesInput(v));

        ValueRef Crossed(ValueRef v)
        {
            // An input that only frozen nodes take is none of the second part's; those nodes are dead there.
            var at = boundary.IndexOf(v);
            return at >= 0 ? new ValueRef(ValueSource.Input, at)
                : v.Source == ValueSource.Input && passed.IndexOf(v.Index) is >= 0 and var input ? v with { Index = boundary.Count + input }
                : v;
        }
    }

    private static string NameOf(int boundary) => "boundary_" + boundary.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
