using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime.Import;

/// <summary>
/// Finds the batch normalizations of a trace for training: fused operations, and those that are written as several (Keras writes them so
/// for every rank but four), which what they move tells.
/// </summary>
internal sealed class BatchNorms
{
    private readonly ImportedGraph _graph;
    private readonly IReadOnlyDictionary<string, HubVariableInfo> _facts;
    private readonly ShapeInference _shapes;
    private readonly Lazy<bool[]> _needed;
    private readonly Lazy<ILookup<(string?, VariableRole), HubVariableInfo>> _ofLayers;
    private readonly Lazy<Dictionary<string, int>> _places;

    private BatchNorms(ImportedGraph graph, IReadOnlyDictionary<string, HubVariableInfo> facts)
    {
        _graph = graph;
        _facts = facts;
        _shapes = ShapeInference.Run(graph);
        _needed = new(NodesThatOutputsNeed);
        _ofLayers = new(() => facts.Values.ToLookup(static v => (v.Layer, v.Role)));
        _places = new(() => graph.Variables.Select(static (v, i) => (v.Name, Index: i)).DistinctBy(static v => v.Name, StringComparer.Ordinal).ToDictionary(static v => v.Name, static v => v.Index, StringComparer.Ordinal));
    }

    /// <summary>Whether a node normalizes by the statistics of its batch.</summary>
    public static bool IsOfBatch(GraphNode node) =>
        node.Op is "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3" && node.Attributes.Bool("is_training", true);

    /// <summary>Finds them.</summary>
    /// <param name="graph">The trace for training.</param>
    /// <param name="inference">The trace for inference.</param>
    /// <param name="facts">What is known of the variables, by name.</param>
    /// <exception cref="HubModelFormatException">One is computed in a way that does not tell which statistics are its own; the message names its layer.</exception>
    public static IReadOnlyList<BatchNorm> Of(ImportedGraph graph, ImportedGraph inference, IReadOnlyDictionary<string, HubVariableInfo> facts)
    {
        var search = new BatchNorms(graph, facts);
        if (graph.Nodes.SelectMany(static n => n.Bodies).SelectMany(AllNodes).FirstOrDefault(IsOfBatch) is { } inLoop)
        {
            throw search.Refusal(search.ScopeOf(inLoop), "stands in a loop or a branch");
        }

        var averages = new MovingAverage(graph);
        var moved = graph.Updates.Select(u => (Update: u, Statistics: averages.FusedStatistics(u))).ToList();
        var movedBy = moved.SelectMany(static m => m.Statistics.Select(s => (Statistic: s, m.Update.Variable))).Distinct().ToLookup(static m => m.Statistic, static m => m.Variable);
        var found = graph.Nodes.Select(static (n, i) => (Node: n, Index: i)).Where(static n => IsOfBatch(n.Node)).Select(n => search.Fused(n.Node, n.Index, movedBy)).ToList();
        found.AddRange(search.SpelledOut(moved.Where(static m => m.Statistics.Count == 0).Select(static m => m.Update), averages));
        search.RequireAllOf(inference, found);
        return found;
    }

    private static IEnumerable<GraphNode> AllNodes(ImportedGraph graph) => graph.Nodes.SelectMany(static n => n.Bodies.SelectMany(AllNodes).Prepend(n));

    private BatchNorm Fused(GraphNode node, int index, ILookup<ValueRef, int> movedBy)
    {
        var (mean, meanMoves) = Moving(1);
        var (variance, varianceMoves) = Moving(2);
        return new BatchNorm(LayerOf(mean) ?? ScopeOf(node), index, [new(new ValueRef(ValueSource.Node, index, 1), mean), new(new ValueRef(ValueSource.Node, index, 2), variance)])
        {
            IsUpdated = meanMoves && varianceMoves,
        };

        // By what the trace moves; else by what it reads; a trace that does neither leaves the layer's own.
        (int Variable, bool Moves) Moving(int output)
        {
            var targets = movedBy[new ValueRef(ValueSource.Node, index, output)].ToList();
            if (targets.Count > 1)
            {
                throw Refusal(LayerOf(targets[0]) ?? ScopeOf(node), $"moves several variables by one statistic of its batch ({string.Join(", ", targets.Select(t => $"'{_graph.Variables[t].Name}'"))})");
            }

            if (targets.Count == 1)
            {
                return (targets[0], true);
            }

            return node.Inputs.Count > 2 + output && node.Inputs[2 + output] is { Source: ValueSource.Variable } read
                ? (read.Index, false)
                : (OfLayer(node, output == 1 ? VariableRole.MovingMean : VariableRole.MovingVariance), false);
        }
    }

    private int OfLayer(GraphNode node, VariableRole role)
    {
        var layers = node.Inputs.Skip(1).Take(2).Where(static i => i.Source == ValueSource.Variable).Select(i => LayerOf(i.Index)).OfType<string>().Distinct().ToList();
        if (layers is [var layer] && _ofLayers.Value[(layer, role)].ToList() is [var statistic])
        {
            return _places.Value.TryGetValue(statistic.Name, out var at) ? at : throw Refusal(layer, $"does not use its own '{statistic.Name}'");
        }

        throw Refusal(layers.FirstOrDefault() ?? ScopeOf(node), "does not tell which moving statistics are its own");
    }

    private IEnumerable<BatchNorm> SpelledOut(IEnumerable<GraphUpdate> updates, MovingAverage averages)
    {
        var statistics = new List<(string Layer, BatchStatistic Statistic)>();
        foreach (var update in updates.Where(u => RoleOf(u.Variable) is VariableRole.MovingMean or VariableRole.MovingVariance))
        {
            var layer = LayerOf(update.Variable) ?? _graph.Variables[update.Variable].Name;
            if (averages.Statistic(update) is not { } batch || !CanStandFor(update.Variable, batch)
                || statistics.Exists(s => s.Statistic.Batch == batch && s.Statistic.Variable != update.Variable))
            {
                throw Refusal(layer, $"moves '{_graph.Variables[update.Variable].Name}' in a form that is not understood");
            }

            statistics.Add((layer, new BatchStatistic(batch, update.Variable)));
        }

        return statistics.GroupBy(static s => s.Layer, static s => s.Statistic, StringComparer.Ordinal)
            .Select(static g => new BatchNorm(g.Key, Node: null, [.. g.Distinct()]) { IsUpdated = true });
    }

    /// <summary>Whether the moving statistic has the numbers of the batch's, if in another shape, and the batch's is what the trace normalizes by.</summary>
    private bool CanStandFor(int variable, ValueRef batch) =>
        batch is { Source: ValueSource.Node, Output: 0 }
        && _shapes.Of(batch) is { } shape && shape.All(static d => d >= 0)
        && shape.Where(static d => d != 1).SequenceEqual(_graph.Variables[variable].Shape.Where(static d => d != 1))
        && _shapes.TypeOf(batch) == TensorTypes.ToTorch(_graph.Variables[variable].DType)
        && _needed.Value[batch.Index];

    private bool[] NodesThatOutputsNeed()
    {
        var needed = new bool[_graph.Nodes.Count];
        foreach (var output in _graph.Outputs.Where(static o => o.Value.Source == ValueSource.Node))
        {
            needed[output.Value.Index] = true;
        }

        for (var i = needed.Length - 1; i >= 0; i--)
        {
            foreach (var input in needed[i] ? _graph.Nodes[i].Inputs : [])
            {
                if (input.Source == ValueSource.Node)
                {
                    needed[input.Index] = true;
                }
            }
        }

        return needed;
    }

    /// <summary>
    /// Every statistic that inference normalizes by is one of a normalization that was found, or the trace for training reads it as
    /// inference does. Else a batch normalization would follow its batch although its layer is frozen.
    /// </summary>
    private void RequireAllOf(ImportedGraph inference, List<BatchNorm> found)
    {
        var known = found.SelectMany(static b => b.Statistics).Select(s => _graph.Variables[s.Variable].Name)
            .Concat(ReadBy(_graph with { Updates = [] }))
            .ToHashSet(StringComparer.Ordinal);
        var missed = ReadBy(inference).FirstOrDefault(name => _facts.TryGetValue(name, out var facts) && facts.Role is VariableRole.MovingMean or VariableRole.MovingVariance && !known.Contains(name));
        if (missed is not null)
        {
            throw Refusal(_facts[missed].Layer ?? missed, $"does not use '{missed}', by which inference normalizes");
        }
    }

    private static IEnumerable<string> ReadBy(ImportedGraph graph)
    {
        var live = DeadCode.Remove(graph);
        return AllNodes(live).SelectMany(static n => n.Inputs).Concat(live.Outputs.Select(static o => o.Value))
            .Where(static v => v.Source == ValueSource.Variable).Select(v => graph.Variables[v.Index].Name);
    }

    private string? LayerOf(int variable) => _facts.TryGetValue(_graph.Variables[variable].Name, out var facts) ? facts.Layer : null;

    private VariableRole? RoleOf(int variable) => _facts.TryGetValue(_graph.Variables[variable].Name, out var facts) ? facts.Role : null;

    private string ScopeOf(GraphNode node) => node.Name.LastIndexOf('/') is > 0 and var slash ? node.Name[..slash] : node.Name;

    private HubModelFormatException Refusal(string layer, string what) => new(
        _graph.File, $"in the call for training the batch normalization '{layer}' {what}, so its statistics cannot be frozen", "train the call for inference (training: false), or export the model anew");
}
