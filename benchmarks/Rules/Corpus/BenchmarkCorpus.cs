using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>The cases and programs of this folder.</summary>
public static class BenchmarkCorpus
{
    /// <summary>Small programs, a folder for each rule.</summary>
    public static IReadOnlyList<BenchmarkCase> Cases() => Read("Cases");

    /// <summary>Larger training programs, a folder for each library.</summary>
    public static IReadOnlyList<BenchmarkCase> Programs() => Read("Programs");

    /// <summary>The text of a manifest below Manifests.</summary>
    internal static string Manifest(string name) => File.ReadAllText(PathOf("Manifests", name + ".hubmodel.json"));

    /// <summary>The manifests that a case has when it names none.</summary>
    internal static IReadOnlyList<string> StandardManifests { get; } =
        [.. Directory.EnumerateFiles(PathOf("Manifests"), "*.hubmodel.json").Select(static p => Path.GetFileName(p)[..^".hubmodel.json".Length]).Order(StringComparer.Ordinal)];

    private static List<BenchmarkCase> Read(string folder)
    {
        var root = PathOf(folder);
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => BenchmarkCase.Read(root, path))];
    }

    private static string PathOf(params string[] parts) => Repository.PathOf(["benchmarks", "Rules", .. parts]);
}
