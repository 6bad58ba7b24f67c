using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Docs.Tests.Tables;

/// <summary>What a Mermaid flowchart shows of the tree: projects by their name, and within a project's frame its folders, as <c>Name/</c>.</summary>
internal static partial class ArchitectureDiagram
{
    public static IEnumerable<string> Folders(string diagram)
    {
        var frames = new Stack<string?>();
        foreach (var line in diagram.Split('\n'))
        {
            if (line.Trim() == "end")
            {
                frames.Pop();
                continue;
            }

            var frame = line.TrimStart().StartsWith("subgraph", StringComparison.Ordinal);
            foreach (Match label in Label().Matches(line))
            {
                var text = label.Groups[1].Value;
                var project = text.StartsWith("HubAnalyzers.", StringComparison.Ordinal) ? text : null;
                if (frame)
                {
                    frames.Push(project);
                }

                if (project is not null)
                {
                    yield return project;
                }
                else if (frames.TryPeek(out var around) && around is not null)
                {
                    foreach (Match folder in Folder().Matches(text))
                    {
                        yield return $"{around}/{folder.Groups[1].Value}";
                    }
                }
            }
        }
    }

    [GeneratedRegex("\\[\"([^\"]+)\"\\]")]
    private static partial Regex Label();

    [GeneratedRegex(@"(\w+)/")]
    private static partial Regex Folder();
}
