using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Docs.Tests.Markdown;

/// <summary>Every page that a reader of this repository or of its packages is meant to read.</summary>
internal static class Pages
{
    private static readonly string[] _folders = ["docs", "samples", "benchmarks"];

    public static IReadOnlyList<Page> All { get; } = [.. Files().Order(StringComparer.Ordinal).Select(static path => new Page(path, File.ReadAllText(Repository.PathOf(path.Split('/')))))];

    public static Page Of(string path) => All.Single(p => p.Path == path);

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Repository.Root, "*.md")
        .Concat(_folders.SelectMany(static f => Below(Repository.PathOf(f))))
        .Concat(Directory.EnumerateDirectories(Repository.PathOf("src")).Select(static f => Path.Combine(f, "README.md")).Where(File.Exists))
        .Select(static f => Path.GetRelativePath(Repository.Root, f).Replace(Path.DirectorySeparatorChar, '/'));

    // What was built or written by a sample is not ours to read.
    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Concat(Directory.EnumerateDirectories(folder).Where(static f => Path.GetFileName(f) is not ("bin" or "obj" or "out" or "artifacts")).SelectMany(Below));
}
