using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Which layer of a newer model is which of an older one: by name, else by kind, shapes and position. A renamed layer stands between
/// the same neighbours and holds variables of the same roles and shapes; where that leaves a choice, the order is kept.
/// </summary>
internal static class LayerMatch
{
    /// <summary>Beyond this many pairs the order alone decides, so that hostile manifests cost no more than their length.</summary>
    private const long MostPairs = 4_000_000;

    public static IReadOnlyList<LayerRename> Renames(HubModelInfo older, HubModelInfo newer)
    {
        var olderNames = older.Layers.Select(static l => l.Name).ToHashSet(StringComparer.Ordinal);
        var newerNames = newer.Layers.Select(static l => l.Name).ToHashSet(StringComparer.Ordinal);
        var removed = Gaps(older, newerNames);
        var added = Gaps(newer, olderNames);
        var renames = new List<LayerRename>();
        foreach (var (after, gone) in removed)
        {
            if (added.TryGetValue(after, out var come))
            {
                renames.AddRange(InOrder(gone, come));
            }
        }

        return renames;
    }

    /// <summary>The shapes that a layer's variables have, by role: what stays when only names change.</summary>
    public static string SignatureOf(HubLayerInfo layer, IReadOnlyDictionary<string, HubVariableInfo> variables) =>
        Words.Of(layer.Kind) + ":" + string.Join(
            ";",
            layer.Variables.Select(name => variables.TryGetValue(name, out var v) ? $"{Words.Of(v.Role)} {v.DType}[{string.Join(",", v.Shape)}]" : "?").Order(StringComparer.Ordinal));

    /// <summary>The layers that only this model has, under the name of the last layer before them that both have.</summary>
    private static Dictionary<string, List<(HubLayerInfo Layer, string Signature)>> Gaps(HubModelInfo model, HashSet<string> others)
    {
        var variables = VariablesOf(model);
        var gaps = new Dictionary<string, List<(HubLayerInfo, string)>>(StringComparer.Ordinal);
        var after = "";
        foreach (var layer in model.Layers)
        {
            if (others.Contains(layer.Name))
            {
                after = layer.Name;
                continue;
            }

            if (!gaps.TryGetValue(after, out var gap))
            {
                gaps.Add(after, gap = []);
            }

            gap.Add((layer, SignatureOf(layer, variables)));
        }

        return gaps;
    }

    internal static Dictionary<string, HubVariableInfo> VariablesOf(HubModelInfo model)
    {
        var variables = new Dictionary<string, HubVariableInfo>(StringComparer.Ordinal);
        foreach (var variable in model.Variables)
        {
            variables.TryAdd(variable.Name, variable);
        }

        return variables;
    }

    /// <summary>The longest common subsequence of the signatures.</summary>
    private static IEnumerable<LayerRename> InOrder(List<(HubLayerInfo Layer, string Signature)> gone, List<(HubLayerInfo Layer, string Signature)> come)
    {
        if ((long)gone.Count * come.Count > MostPairs)
        {
            return gone.Zip(come).Where(static p => p.First.Signature == p.Second.Signature).Select(static p => new LayerRename(p.First.Layer, p.Second.Layer));
        }

        var best = new int[gone.Count + 1, come.Count + 1];
        for (var i = gone.Count - 1; i >= 0; i--)
        {
            for (var j = come.Count - 1; j >= 0; j--)
            {
                best[i, j] = gone[i].Signature == come[j].Signature ? best[i + 1, j + 1] + 1 : Math.Max(best[i + 1, j], best[i, j + 1]);
            }
        }

        var renames = new List<LayerRename>();
        for (int i = 0, j = 0; i < gone.Count && j < come.Count;)
        {
            if (gone[i].Signature == come[j].Signature)
            {
                renames.Add(new LayerRename(gone[i++].Layer, come[j++].Layer));
            }
            else if (best[i + 1, j] >= best[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return renames;
    }
}
