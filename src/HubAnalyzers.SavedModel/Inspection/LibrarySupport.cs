using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Ops;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What the libraries that could train a model lack for it.</summary>
internal static class LibrarySupport
{
    private const int MostNames = 3;

    /// <summary>
    /// The operations that the engine of HubAnalyzers.Runtime does not have. What only the call for training draws (augmented images,
    /// dropped values) is left out: the runtime tells it before the first step.
    /// </summary>
    /// <param name="call">The call for inference, or the only one; null where there is none.</param>
    /// <param name="layers">The layers with their variables, in the model's order.</param>
    public static HubEngineInfo Engine(TracePaths? call, IReadOnlyList<(string Layer, IReadOnlyList<int> Variables)> layers)
    {
        if (call is null)
        {
            return new HubEngineInfo(supported: false, []);
        }

        var nodes = call.Paths.NeededNodes();
        var nearest = call.LayersOf(layers.SelectMany(static l => l.Variables.Select(v => (v, l.Layer))), nodes);
        var ahead = call.Ahead(nearest, nodes);
        var missing = Describe(nodes.Where(static n => !EngineOps.Has(n.Body.Nodes[n.Node].Op)), n => nearest.GetValueOrDefault(n) ?? ahead.Of(n), layers);
        return new HubEngineInfo(missing.Count == 0, missing);
    }

    /// <summary>The operations between trainable weights and outputs without a gradient in TensorFlow.NET, and why its layer refuses the model.</summary>
    public static HubTensorFlowNetInfo TensorFlowNet(TrainingTrace trace, IReadOnlyList<(string Layer, IReadOnlyList<int> Variables)> trainable, bool hasRegularizationLosses)
    {
        var refusal = !trace.HasCall ? ReasonCodes.SignatureOnly : hasRegularizationLosses ? "regularization-losses" : null;
        if (trace.Call is not { } call)
        {
            return new HubTensorFlowNetInfo([], refusal);
        }

        var nodes = call.Paths.GradientNodes();
        var nearest = call.LayersOf(trainable.SelectMany(static l => l.Variables.Select(v => (v, l.Layer))), nodes);
        return new HubTensorFlowNetInfo(Describe(nearest.Keys.Where(static n => !TensorFlowNetGradients.Has(n.Body.Nodes[n.Node].Op)), n => nearest[n], trainable), refusal);
    }

    private static List<HubOpInfo> Describe(
        IEnumerable<(FunctionBody Body, int Node)> nodes,
        Func<(FunctionBody Body, int Node), string?> layerOf,
        IReadOnlyList<(string Layer, IReadOnlyList<int> Variables)> layers)
    {
        var order = layers.Select(static (l, i) => (l.Layer, i)).ToDictionary(static p => p.Layer, static p => p.i, StringComparer.Ordinal);
        return [.. nodes
            .GroupBy(static n => n.Body.Nodes[n.Node].Op, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(g => new HubOpInfo(
                g.Key,
                g.Count(),
                [.. g.Select(layerOf).OfType<string>().Distinct(StringComparer.Ordinal).OrderBy(l => order[l]).Take(MostNames)]))];
    }
}
