using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Docs.Tests.Markdown;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>Plain output that stands right below a block of commands: what the last of them prints, as far as it is shown.</summary>
internal static class PrintedOutput
{
    /// <summary>The block of output that belongs to a block of commands; null where none follows at once.</summary>
    public static Block? Of(Page page, Block commands)
    {
        var fence = commands.Line + commands.Text.Count(static c => c == '\n');
        return page.Blocks.FirstOrDefault(b => b.Language.Length == 0 && b.Line == fence + 3 && page.Lines[fence].Length == 0);
    }

    /// <summary>The first line that was not printed where it is shown; null where all were. "…" alone stands for any lines, at the end of a line for its rest.</summary>
    public static string? Missing(string shown, string printed)
    {
        var lines = new Queue<string>(printed.ReplaceLineEndings("\n").Split('\n').Select(static l => l.TrimEnd()));
        var gap = false;
        foreach (var line in shown.TrimEnd('\n').Split('\n'))
        {
            if (line.Trim() == "…")
            {
                gap = true;
                continue;
            }

            while (gap && lines.TryPeek(out var next) && !Is(next, line))
            {
                lines.Dequeue();
            }

            if (!lines.TryDequeue(out var found) || !Is(found, line))
            {
                return line;
            }

            gap = false;
        }

        return null;
    }

    private static bool Is(string printed, string shown) => shown.EndsWith('…') ? printed.StartsWith(shown[..^1].TrimEnd(), StringComparison.Ordinal) : printed == shown.TrimEnd();
}
