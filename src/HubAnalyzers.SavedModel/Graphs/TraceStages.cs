using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// How deep each layer stands. In a net that lowers its resolution, by how often it was lowered on the way from the input; in any other
/// by the layers with a kernel before it. Numbered without gaps from 0.
/// </summary>
internal static class TraceStages
{
    /// <summary>The stage of each layer that the trace uses.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="layers">The layer of a node that is a variable, and whether it is a kernel; null for any other.</param>
    public static IReadOnlyDictionary<string, int> Of(FlatTrace trace, Func<FlatNode, (string Layer, bool IsKernel)?> layers)
    {
        var resolution = new Dictionary<FlatNode, int>();
        var depth = new Dictionary<FlatNode, int>();
        var holds = WeightReads.Of(trace, layers);
        var byResolution = new Dictionary<string, int>(StringComparer.Ordinal);
        var byDepth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in trace.Nodes.Where(n => !holds.ContainsKey(n)))
        {
            var lowered = node.Inputs.Select(i => resolution.GetValueOrDefault(i.Node)).DefaultIfEmpty().Max() + (node.Node is { } definition && Lowers(definition) ? 1 : 0);
            var before = node.Inputs.Select(i => depth.GetValueOrDefault(i.Node)).DefaultIfEmpty().Max();
            var kernels = 0;
            foreach (var (input, _) in node.Inputs)
            {
                if (!holds.TryGetValue(input, out var used))
                {
                    continue;
                }

                byResolution[used.Layer] = Math.Min(lowered, byResolution.GetValueOrDefault(used.Layer, int.MaxValue));
                byDepth[used.Layer] = Math.Min(used.IsKernel ? before : Math.Max(before - 1, 0), byDepth.GetValueOrDefault(used.Layer, int.MaxValue));
                kernels |= used.IsKernel ? 1 : 0;
            }

            resolution[node] = lowered;
            depth[node] = before + kernels;
        }

        return WithoutGaps(byResolution.Values.Distinct().Count() > 1 ? byResolution : byDepth);
    }

    private static Dictionary<string, int> WithoutGaps(Dictionary<string, int> stages)
    {
        var numbers = stages.Values.Distinct().Order().Select(static (value, i) => (value, i)).ToDictionary(static p => p.value, static p => p.i);
        return stages.ToDictionary(static s => s.Key, s => numbers[s.Value], StringComparer.Ordinal);
    }

    private static bool Lowers(SavedNode node) => node.Op is "Conv2D" or "DepthwiseConv2dNative" or "MaxPool" or "AvgPool" or "MaxPoolV2" or "Conv3D" or "MaxPool3D" or "AvgPool3D"
        && node.TryGetAttribute("strides", out var strides) && strides.List is { } list && list.I.Any(static s => s > 1);
}
