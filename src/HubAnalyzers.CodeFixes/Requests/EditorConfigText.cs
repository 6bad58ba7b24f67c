using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Sets one key of an <c>.editorconfig</c> for C# files; every other line stays as it is.</summary>
internal static class EditorConfigText
{
    private static readonly string[] _sectionsOfCSharp = ["[*.cs]", "[*.{cs,vb}]", "[*.{cs,csx}]"];

    public static string With(string text, string key, string value)
    {
        var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        var lines = text.Length == 0 ? [] : text.Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        var line = key + " = " + value;

        var present = lines.FindIndex(l => IsKey(l, key));
        if (present >= 0)
        {
            lines[present] = line;
            return string.Join(newLine, lines);
        }

        var section = lines.FindIndex(static l => _sectionsOfCSharp.Contains(l.Trim(), StringComparer.OrdinalIgnoreCase));
        if (section >= 0)
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

    private static bool IsKey(string line, string key)
    {
        var equals = line.IndexOf('=');
        return equals > 0 && line.Substring(0, equals).Trim().Equals(key, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Behind the last line of a section that is not empty.</summary>
    private static int EndOf(List<string> lines, int section)
    {
        var end = section + 1;
        for (var i = section + 1; i < lines.Count && !lines[i].TrimStart().StartsWith("[", StringComparison.Ordinal); i++)
        {
            if (lines[i].Trim().Length > 0)
            {
                end = i + 1;
            }
        }

        return end;
    }
}
