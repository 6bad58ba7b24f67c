using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Architecture.Tests.Reading;

namespace HubAnalyzers.Architecture.Tests.Rules;

/// <summary>What one project, and each folder of it, may use.</summary>
internal sealed class ProjectRules(string project)
{
    /// <summary>The folder of the files that lie in none.</summary>
    public const string Own = ".";

    private readonly Dictionary<string, string[]> _folders = new(StringComparer.Ordinal);
    private readonly List<string[]> _together = [];
    private readonly Dictionary<string, string[]> _confined = new(StringComparer.Ordinal);
    private string[] _assemblies = [];

    public string Project { get; } = project;

    /// <summary>Folders of other projects whose sources it takes.</summary>
    public IReadOnlyList<string> CompiledIn { get; private set; } = [];

    /// <summary>The projects of ours that it may reference.</summary>
    public IEnumerable<string> Projects => _assemblies.Where(static a => a.StartsWith("HubAnalyzers.", StringComparison.Ordinal));

    public void Add(string line)
    {
        if (line.Split(" only in ") is [var assembly, var folders])
        {
            _confined.Add(assembly, Names(folders));
            return;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var names = Names(line[(colon + 1)..].Split('(')[0]);
        switch (line[..colon])
        {
            case "uses":
                _assemblies = names;
                break;
            case "compiles in":
                CompiledIn = names;
                break;
            case "together":
                _together.Add(names);
                break;
            case var folder:
                _folders.Add(folder, names);
                break;
        }
    }

    /// <summary>What a compiled assembly does and may not, a sentence each.</summary>
    public IEnumerable<string> ViolationsOf(CompiledProject compiled)
    {
        foreach (var reference in compiled.References.Where(r => !IsFramework(r) && !_assemblies.Contains(r)))
        {
            yield return $"{Project} references {reference}";
        }

        foreach (var folder in compiled.Folders.All.Select(NameOf).Where(f => !_folders.ContainsKey(f) && !CompiledIn.Contains(f)).Order(StringComparer.Ordinal))
        {
            yield return $"{Project}/{folder} has no line in Rules.txt: say there what it may use";
        }

        foreach (var use in compiled.Uses)
        {
            var isAllowed = use.Of.Assembly.Length > 0
                ? !_confined.TryGetValue(use.To, out var folders) || folders.Contains(NameOf(use.From))
                : NameOf(use.To) == Own || (_folders.TryGetValue(NameOf(use.From), out var others) && others.Contains(NameOf(use.To)));
            if (!isAllowed)
            {
                yield return $"{Project}/{use}";
            }
        }
    }

    /// <summary>A way by which a folder may use itself, other than among those that need each other; null where there is none.</summary>
    public string? Circle()
    {
        foreach (var start in _folders.Keys.Where(static f => f != Own))
        {
            var ways = new Queue<List<string>>([[start]]);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (ways.TryDequeue(out var way))
            {
                foreach (var next in _folders.GetValueOrDefault(way[^1], []).Where(n => !_together.Any(t => t.Contains(n) && t.Contains(way[^1]))))
                {
                    if (next == start)
                    {
                        return $"{Project}: {string.Join(" -> ", way)} -> {start}";
                    }

                    if (seen.Add(next))
                    {
                        ways.Enqueue([.. way, next]);
                    }
                }
            }
        }

        return null;
    }

    private static string NameOf(string folder) => folder.Length == 0 ? Own : folder;

    private static bool IsFramework(string assembly) => assembly is "netstandard" || (assembly.StartsWith("System.", StringComparison.Ordinal) && assembly != "System.CommandLine");

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
