using System;
using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>What the layers of a trace cost for one example.</summary>
/// <param name="Flops">Floating-point operations in inference; null where they are not known.</param>
/// <param name="Activations">Values that are kept for the way back where the layer trains; null where they are not known.</param>
internal sealed record TraceCosts(IReadOnlyDictionary<string, long?> Flops, IReadOnlyDictionary<string, long?> Activations)
{
    /// <summary>Works them out.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="layers">The layer of a node that is a variable; null for any other.</param>
    public static TraceCosts Of(FlatTrace trace, TraceShapes shapes, Func<FlatNode, string?> layers) =>
        new(TraceFlops.Of(trace, shapes, layers), TraceActivations.Of(trace, shapes, layers));

    /// <summary>The operations of a layer; null where they cannot be counted.</summary>
    /// <param name="layer">Its name.</param>
    /// <param name="isCounted">Whether its operations are of a kind that is counted.</param>
    public long? FlopsOf(string layer, bool isCounted) => isCounted ? Flops.GetValueOrDefault(layer) : null;

    /// <summary>The values that training a layer keeps.</summary>
    public long? ActivationsOf(string layer) => Activations.GetValueOrDefault(layer);
}
