using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Architecture.Tests.Rules;

/// <summary>The rules as they are written down: <c>Rules.txt</c>.</summary>
internal static class RuleFile
{
    public static string Text { get; } = File.ReadAllText(Repository.PathOf("tests", "HubAnalyzers.Architecture.Tests", "Rules", "Rules.txt"));

    public static IReadOnlyList<ProjectRules> Read(string text)
    {
        var projects = new List<ProjectRules>();
        foreach (var line in text.Split('\n').Select(static l => l.TrimEnd()).Where(static l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == ' ')
            {
                projects[^1].Add(line.Trim());
            }
            else
            {
                projects.Add(new ProjectRules(line));
            }
        }

        return projects;
    }

    public static ProjectRules Of(string project, string? text = null) => Read(text ?? Text).Single(p => p.Project == project);
}
