using System;
using System.Collections.Generic;
using System.Linq;
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
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var weights = WeightReads.Of<int>(trace, n => layers(n) is { } layer ? NumberOf(layer) : null);
        var sums = new long?[numbers.Count];
        Array.Fill(sums, 0);
        for (var first = 0; first < numbers.Count; first += AtOnce)
        {
            AddBlock(trace.Nodes, shapes, weights, first, sums);
        }

        return numbers.ToDictionary(static n => n.Key, n => sums[n.Value], StringComparer.Ordinal);

        int NumberOf(string layer) => numbers.TryGetValue(layer, out var known) ? known : numbers[layer] = numbers.Count;
    }

    /// <summary>Adds the values behind the layers from <paramref name="first"/> on, as many as are followed at once.</summary>
    private static void AddBlock(IReadOnlyList<FlatNode> nodes, TraceShapes shapes, Dictionary<FlatNode, int> weights, int first, long?[] sums)
    {
        var reached = new Dictionary<FlatNode, ulong>();
        foreach (var node in nodes)
        {
            if (weights.TryGetValue(node, out var number))
            {
                // A weight is no value of the trace, read or not.
                reached[node] = number >= first && number < first + AtOnce && !EndsGradient(node.Op) ? 1UL << (number - first) : 0;
                continue;
            }

            var behind = EndsGradient(node.Op) ? 0 : node.Inputs.Aggregate(0UL, (all, input) => all | reached.GetValueOrDefault(input.Node));
            reached[node] = behind;
            if (behind == 0 || IsView(node.Op))
            {
                continue;
            }

            var elements = shapes.ElementsOf(node);
            for (var bits = behind; bits != 0; bits &= bits - 1)
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
