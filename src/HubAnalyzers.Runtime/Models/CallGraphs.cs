using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime;

/// <summary>
/// What a model's call computes: in inference one graph; in training one for each choice of the batch normalizations whose statistics
/// move. All others normalize by their moving statistics, whatever the mode.
/// </summary>
internal sealed class CallGraphs
{
    private readonly Func<ImportedGraph> _import;
    private readonly BatchNormPolicy _policy;
    private readonly IReadOnlyDictionary<string, HubVariableInfo> _facts;
    private readonly Dictionary<string, ImportedGraph> _ofTraining = new(StringComparer.Ordinal);
    private readonly object _lock = new();
    private (ImportedGraph Graph, IReadOnlyList<BatchNorm> BatchNorms)? _training;

    /// <summary>Creates the graphs.</summary>
    /// <param name="inference">The trace for inference, or the only one.</param>
    /// <param name="training">Imports the trace for training, when it is first needed; null where the model has none of its own.</param>
    /// <param name="facts">The model's variables.</param>
    /// <param name="policy">What it means that a batch normalization trains.</param>
    public CallGraphs(ImportedGraph inference, Func<ImportedGraph>? training, IEnumerable<HubVariableInfo> facts, BatchNormPolicy policy)
    {
        Inference = WithoutUpdates(inference);
        HasTrainingTrace = training is not null;

        // A model's only trace may well be one for training: then it says how statistics move.
        _import = training ?? (() => inference);
        _facts = facts.ToDictionary(static v => v.Name, StringComparer.Ordinal);
        _policy = policy;
    }

    /// <summary>The call for inference. It changes nothing.</summary>
    public ImportedGraph Inference { get; }

    /// <summary>Whether the model was saved with a call for training.</summary>
    public bool HasTrainingTrace { get; }

    /// <summary>The graph to execute; the same choice gives the same graph.</summary>
    /// <param name="training">The mode.</param>
    /// <param name="trained">The names of the variables that train.</param>
    /// <exception cref="HubModelFormatException">A batch normalization cannot be frozen, or not be trained as the policy wants; the message names its layer.</exception>
    public ImportedGraph For(bool training, IReadOnlySet<string> trained)
    {
        if (!training)
        {
            return Inference;
        }

        lock (_lock)
        {
            var (graph, norms) = _training ??= Open();
            var layers = trained.Select(n => _facts.TryGetValue(n, out var facts) ? facts.Layer : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var moving = norms.Where(b => _policy == BatchNormPolicy.Any && layers.Contains(b.Layer)).ToList();
            if (moving.FirstOrDefault(static b => !b.IsUpdated) is { } still)
            {
                throw new HubModelFormatException(
                    graph.File,
                    $"the call for training normalizes '{still.Layer}' by its batches and does not move the statistics that inference uses",
                    $"load the model with the policy {nameof(BatchNormPolicy)}.{nameof(BatchNormPolicy.Affine)}, under which they stay");
            }

            // A moving statistic moves with its normalization; any other variable with its layer.
            var statistics = norms.SelectMany(static b => b.Statistics).Select(static s => s.Variable).ToHashSet();
            var moved = moving.SelectMany(static b => b.Statistics).Select(static s => s.Variable)
                .Concat(graph.Updates.Select(static u => u.Variable).Where(v => !statistics.Contains(v) && _facts.TryGetValue(graph.Variables[v].Name, out var facts) && facts.Layer is { } layer && layers.Contains(layer)))
                .ToHashSet();
            var choice = string.Join(' ', moved.Order());
            if (!_ofTraining.TryGetValue(choice, out var made))
            {
                _ofTraining[choice] = made = FrozenStatistics.Run(graph, [.. norms.Except(moving)], moved.Contains);
            }

            return made;
        }
    }

    private static ImportedGraph WithoutUpdates(ImportedGraph graph) => graph.Updates.Count == 0 ? graph : DeadCode.Remove(graph with { Updates = [] });

    private (ImportedGraph Graph, IReadOnlyList<BatchNorm> BatchNorms) Open()
    {
        var graph = _import();
        Ops.OpTable.RequireSupported(graph);

        // A trace that normalizes by its batches and moves nothing has no use for the moving statistics; frozen, it has.
        var own = graph.Variables.Select(static v => v.Name).ToHashSet(StringComparer.Ordinal);
        graph = graph with { Variables = [.. graph.Variables, .. Inference.Variables.Where(v => !own.Contains(v.Name))] };
        return (graph, BatchNorms.Of(graph, Inference, _facts));
    }
}
