using System;
using System.Collections.Generic;
using System.Numerics;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// What training a layer keeps of one example for the way back: the values that depend on the layer, up to the trace's outputs. A bound,
/// not a promise: an engine may keep less.
/// </summary>
internal static class TraceActivations
{
    /// <summary>So many layers are followed at once, one in each bit.</summary>
    private const int AtOnce = 64;

    /// <summary>The number of values by layer; null for a layer on whose way a shape is open.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="layers">The layer of a node that is a variable; null for any other.</param>
    public static IReadOnlyDictionary<string, long?> Of(FlatTrace trace, TraceShapes shapes, Func<FlatNode, string?> layers)
    {
        var position = new Dictionary<FlatNode, int>(trace.Nodes.Count);
        var layerAt = new int[trace.Nodes.Count];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < trace.Nodes.Count; i++)
        {
            position[trace.Nodes[i]] = i;
            layerAt[i] = layers(trace.Nodes[i]) is { } layer ? numbers.TryGetValue(layer, out var known) ? known : numbers[layer] = numbers.Count : -1;
        }

        var sums = new long?[numbers.Count];
        Array.Fill(sums, 0);
        var reached = new ulong[trace.Nodes.Count];
        for (var first = 0; first < numbers.Count; first += AtOnce)
        {
            AddBlock(trace, shapes, position, layerAt, first, reached, sums);
        }

        var activations = new Dictionary<string, long?>(StringComparer.Ordinal);
        foreach (var pair in numbers)
        {
            activations[pair.Key] = sums[pair.Value];
        }

        return activations;
    }

    private static void AddBlock(FlatTrace trace, TraceShapes shapes, Dictionary<FlatNode, int> position, int[] layerAt, int first, ulong[] reached, long?[] sums)
    {
        // Only an operation makes values: a variable, read or not, is a weight.
        var weights = new bool[reached.Length];
        for (var i = 0; i < reached.Length; i++)
        {
            var node = trace.Nodes[i];
            weights[i] = layerAt[i] >= 0 || (node.IsRead && node.Inputs.Count > 0 && position.TryGetValue(node.Inputs[0].Node, out var read) && weights[read]);
            reached[i] = layerAt[i] >= first && layerAt[i] < first + AtOnce ? 1UL << (layerAt[i] - first) : 0;
            if (layerAt[i] < 0 && !EndsGradient(node.Op))
            {
                foreach (var (input, _) in node.Inputs)
                {
                    reached[i] |= position.TryGetValue(input, out var at) ? reached[at] : 0;
                }
            }

            if (weights[i] || reached[i] == 0 || IsView(node.Op))
            {
                continue;
            }

            var elements = shapes.ElementsOf(node);
            for (var bits = reached[i]; bits != 0; bits &= bits - 1)
            {
                var layer = first + BitOperations.TrailingZeroCount(bits);
                sums[layer] = sums[layer] is { } sum && elements is { } more && sum <= long.MaxValue - more ? sum + more : null;
            }
        }
    }

    /// <summary>Whether what comes out is no function of the values that goes back: shapes, whole numbers, truths, and what is kept from gradients.</summary>
    private static bool EndsGradient(string op) => op is "Shape" or "ShapeN" or "Size" or "Rank" or "StopGradient" or "ArgMax" or "ArgMin" or "Equal" or "NotEqual" or "Less" or "LessEqual" or "Greater" or "GreaterEqual";

    /// <summary>Whether what comes out shares the memory of what goes in.</summary>
    private static bool IsView(string op) => op is "Identity" or "Reshape" or "Squeeze" or "ExpandDims" or "NoOp" or "IdentityN";
}
