using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>What changed from one version of a model to another, as far as it matters to those who train it.</summary>
public sealed class ModelDiff
{
    private ModelDiff(HubModelInfo older, HubModelInfo newer)
    {
        Older = older;
        Newer = newer;
        Renamed = LayerMatch.Renames(older, newer);
        var renamedFrom = Renamed.Select(static r => r.From.Name).ToHashSet(StringComparer.Ordinal);
        var renamedTo = Renamed.Select(static r => r.To.Name).ToHashSet(StringComparer.Ordinal);
        var byName = new Dictionary<string, HubLayerInfo>(StringComparer.Ordinal);
        foreach (var layer in newer.Layers)
        {
            byName.TryAdd(layer.Name, layer);
        }

        var olderNames = older.Layers.Select(static l => l.Name).ToHashSet(StringComparer.Ordinal);
        Added = newer.Layers.Where(l => !olderNames.Contains(l.Name) && !renamedTo.Contains(l.Name)).ToList();
        Removed = older.Layers.Where(l => !byName.ContainsKey(l.Name) && !renamedFrom.Contains(l.Name)).ToList();
        Kept = older.Layers.Where(l => byName.ContainsKey(l.Name)).Select(l => new LayerRename(l, byName[l.Name])).Concat(Renamed).ToList();

        var olderVariables = LayerMatch.VariablesOf(older);
        var newerVariables = LayerMatch.VariablesOf(newer);
        Reshaped = Kept.Where(k => LayerMatch.SignatureOf(k.From, olderVariables) != LayerMatch.SignatureOf(k.To, newerVariables))
            .Select(k => (k, ShapesOf(k.From, olderVariables), ShapesOf(k.To, newerVariables))).ToList();
        Retrained = Kept.Where(static k => k.From.Trainability != k.To.Trainability || k.From.Reason != k.To.Reason).ToList();
        Interface = InterfaceChanges(older, newer).ToList();
    }

    /// <summary>The model as it was.</summary>
    public HubModelInfo Older { get; }

    /// <summary>The model as it is.</summary>
    public HubModelInfo Newer { get; }

    /// <summary>Layers that only the newer model has.</summary>
    public IReadOnlyList<HubLayerInfo> Added { get; }

    /// <summary>Layers that only the older model has.</summary>
    public IReadOnlyList<HubLayerInfo> Removed { get; }

    /// <summary>Layers with another name, recognised by kind, shapes and position.</summary>
    public IReadOnlyList<LayerRename> Renamed { get; }

    /// <summary>Layers that both have, renamed ones included.</summary>
    public IReadOnlyList<LayerRename> Kept { get; }

    /// <summary>Kept layers whose kind or variables' shapes changed, with both in words.</summary>
    public IReadOnlyList<(LayerRename Layer, string From, string To)> Reshaped { get; }

    /// <summary>Kept layers that were frozen, unfrozen, or are frozen for another reason.</summary>
    public IReadOnlyList<LayerRename> Retrained { get; }

    /// <summary>Changes of inputs, outputs and the call, one phrase each.</summary>
    public IReadOnlyList<string> Interface { get; }

    /// <summary>Whether the models' bytes are the same.</summary>
    public bool SameBytes => Older.Digest == Newer.Digest;

    /// <summary>Whether nothing changed at all.</summary>
    public bool IsEmpty => SameBytes && SameFacts;

    /// <summary>Whether all that is known of layers, verdict and interface is the same; the values of weights may differ.</summary>
    public bool SameFacts => Added.Count + Removed.Count + Renamed.Count + Reshaped.Count + Retrained.Count + Interface.Count == 0
        && Older.Verdict == Newer.Verdict && Older.Format == Newer.Format;

    /// <summary>Compares two models.</summary>
    public static ModelDiff Between(HubModelInfo older, HubModelInfo newer) => new(older, newer);

    /// <summary>
    /// The former accessors that go on compiling with the newer model: those of renamed layers, of layers whose accessor changed
    /// with their neighbours, and the older manifest's own, as long as their layer is there and the name is not taken.
    /// </summary>
    public IReadOnlyList<HubAliasInfo> Aliases()
    {
        var now = new Dictionary<string, HubLayerInfo>(StringComparer.Ordinal);
        foreach (var kept in Kept)
        {
            now.TryAdd(kept.From.Name, kept.To);
        }

        var taken = TakenNames().ToHashSet(StringComparer.Ordinal);
        var aliases = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (accessor, layer) in Older.Aliases.Select(static a => (a.Accessor, a.Layer)).Concat(Kept.Select(static k => (k.From.Accessor, k.From.Name))))
        {
            if (now.TryGetValue(layer, out var target) && !taken.Contains(accessor))
            {
                aliases[accessor] = target.Name;
            }
        }

        return aliases.Select(static a => new HubAliasInfo(a.Key, a.Value)).ToList();

        // A scope's name is as taken as a layer's.
        IEnumerable<string> TakenNames()
        {
            foreach (var accessor in Newer.Layers.Select(static l => l.Accessor))
            {
                for (var end = accessor.IndexOf('.', StringComparison.Ordinal); end > 0; end = accessor.IndexOf('.', end + 1))
                {
                    yield return accessor[..end];
                }

                yield return accessor;
            }
        }
    }

    private static string ShapesOf(HubLayerInfo layer, Dictionary<string, HubVariableInfo> variables) =>
        Words.Of(layer.Kind) + " " + string.Join(", ", layer.Variables.Select(name => variables.TryGetValue(name, out var v) ? $"{Words.Of(v.Role)} {v.DType}[{string.Join(", ", v.Shape)}]" : name));

    private static IEnumerable<string> InterfaceChanges(HubModelInfo older, HubModelInfo newer)
    {
        foreach (var (what, from, to) in new[]
        {
            ("inputs", Tensors(older.Interface.Inputs), Tensors(newer.Interface.Inputs)),
            ("outputs", Tensors(older.Interface.Outputs), Tensors(newer.Interface.Outputs)),
            ("training argument", older.Interface.TrainingArgument ? "yes" : "no", newer.Interface.TrainingArgument ? "yes" : "no"),
            ("regularization losses", older.Interface.HasRegularizationLosses ? "yes" : "no", newer.Interface.HasRegularizationLosses ? "yes" : "no"),
        })
        {
            if (from != to)
            {
                yield return $"{what}: {from} before, {to} now";
            }
        }
    }

    private static string Tensors(IReadOnlyList<HubTensorInfo> tensors) => tensors.Count == 0
        ? "none"
        : string.Join(", ", tensors.Select(static t => $"{t.Name} {t.DType}{(t.Shape is null ? "" : ShapeText.Of(t.Shape))}{(t.Kind == OutputKind.Unknown ? "" : " " + Words.Of(t.Kind))}{(t.Range is null ? "" : " of " + t.Range)}"));
}
