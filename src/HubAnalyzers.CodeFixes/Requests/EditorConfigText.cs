using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Sets one key of an <c>.editorconfig</c> for a C# file; every other line, and every section that is not for the file, stays as it is.</summary>
internal static class EditorConfigText
{
    private static readonly string[] _sectionsOfCSharp = ["[*.cs]", "[*.{cs,vb}]", "[*.{cs,csx}]"];

    /// <param name="text">What the <c>.editorconfig</c> holds.</param>
    /// <param name="key">What to set.</param>
    /// <param name="value">To what.</param>
    /// <param name="covers">Whether the section under a heading is for the file.</param>
    public static string With(string text, string key, string value, Func<string, bool> covers)
    {
        var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        var lines = text.Length == 0 ? [] : text.Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        var line = key + " = " + value;
        var headings = Enumerable.Range(0, lines.Count).Where(i => IsHeading(lines[i]) && covers(lines[i])).ToList();

        // Of several lines for a file the last one counts.
        var present = headings.SelectMany(h => Enumerable.Range(h, EndOf(lines, h) - h)).LastOrDefault(i => IsKey(lines[i], key));
        if (present > 0)
        {
            lines[present] = line;
            return string.Join(newLine, lines);
        }

        if (headings.Where(h => _sectionsOfCSharp.Contains(lines[h].Trim(), StringComparer.OrdinalIgnoreCase)).Select(static h => (int?)h).FirstOrDefault() is { } section)
        {
            lines.Insert(EndOf(lines, section), line);
            return string.Join(newLine, lines);
        }

        while (lines.Count > 0 && lines[lines.Count - 1].Trim().Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count > 0)
        {
            lines.Add("");
        }

        lines.AddRange(["[*.cs]", line, ""]);
        return string.Join(newLine, lines);
    }

    private static bool IsHeading(string line) => line.TrimStart().StartsWith("[", StringComparison.Ordinal);

    private static bool IsKey(string line, string key)
    {
        var equals = line.IndexOf('=');
        return equals > 0 && line.Substring(0, equals).Trim().Equals(key, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Behind the last line of a section that is not empty.</summary>
    private static int EndOf(List<string> lines, int section)
    {
        var end = section + 1;
        for (var i = section + 1; i < lines.Count && !IsHeading(lines[i]); i++)
        {
            if (lines[i].Trim().Length > 0)
            {
                end = i + 1;
            }
        }

        return end;
    }
}
