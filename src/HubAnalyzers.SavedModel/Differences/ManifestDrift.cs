using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Where a manifest of the same bytes says something else than they do: it was edited by hand, or read by an older version. Only what
/// rules and types depend on counts; sentences and evidence may be worded anew.
/// </summary>
public static class ManifestDrift
{
    private const int MostNamed = 3;

    /// <summary>One phrase for each difference, the first few of each sort by name; empty where the manifest is right.</summary>
    public static IReadOnlyList<string> Of(HubModelInfo manifest, HubModelInfo bytes)
    {
        var differences = new List<string>();
        Compare("the format", Words.Of(manifest.Format), Words.Of(bytes.Format));
        Compare("the verdict", Words.Of(manifest.Verdict), Words.Of(bytes.Verdict));
        Compare("the reason", manifest.Reason, bytes.Reason);
        Compare("the trainable parameters", manifest.TrainableParameters, bytes.TrainableParameters);
        Compare("the total parameters", manifest.TotalParameters, bytes.TotalParameters);
        Items("layer", manifest.Layers.Select(Describe), bytes.Layers.Select(Describe));
        Items("variable", manifest.Variables.Select(Describe), bytes.Variables.Select(Describe));
        Items("input", manifest.Interface.Inputs.Select(Describe), bytes.Interface.Inputs.Select(Describe));
        var ranged = manifest.Interface.Inputs.Where(static i => i.Range is not null).Select(static i => i.Name).ToHashSet(StringComparer.Ordinal);
        Items("range", Ranges(manifest), Ranges(bytes));
        Items("output", manifest.Interface.Outputs.Select(Describe), bytes.Interface.Outputs.Select(Describe));
        return differences;

        // A manifest may leave them out.
        IEnumerable<(string, string)> Ranges(HubModelInfo model) =>
            model.Interface.Inputs.Where(i => ranged.Contains(i.Name)).Select(static i => (i.Name, i.Range?.ToString() ?? ""));

        void Compare<T>(string what, T said, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(said, found))
            {
                differences.Add($"{what} is {said} in the manifest and {found} in the bytes");
            }
        }

        void Items(string what, IEnumerable<(string Name, string Facts)> said, IEnumerable<(string Name, string Facts)> found)
        {
            var bytesOf = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, facts) in found)
            {
                bytesOf.TryAdd(name, facts);
            }

            var wrong = new List<string>();
            foreach (var (name, facts) in said)
            {
                if (!bytesOf.Remove(name, out var right) || right != facts)
                {
                    wrong.Add(name);
                }
            }

            wrong.AddRange(bytesOf.Keys);
            if (wrong.Count > 0)
            {
                differences.Add($"{wrong.Count} {what}{(wrong.Count == 1 ? "" : "s")} ({string.Join(", ", wrong.Take(MostNamed).Select(static n => $"'{n}'"))}{(wrong.Count > MostNamed ? ", …" : "")})");
            }
        }
    }

    private static (string, string) Describe(HubLayerInfo l) => (l.Name, $"{l.Accessor} {Words.Of(l.Kind)} {Words.Of(l.Trainability)} {l.Reason} {l.Parameters}");

    private static (string, string) Describe(HubVariableInfo v) => (v.Name, $"{v.CheckpointKey} {v.Layer} {Words.Of(v.Role)} {v.DType} [{string.Join(",", v.Shape)}] {Words.Of(v.Trainability)} {v.Reason}");

    private static (string, string) Describe(HubTensorInfo t) => (t.Name, $"{t.DType} {(t.Shape is null ? "?" : string.Join(",", t.Shape))} {Words.Of(t.Kind)}");
}
