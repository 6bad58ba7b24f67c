using System;
using System.Collections.Generic;
using System.Text;

namespace HubAnalyzers.Tool.Output;

/// <summary>Text as a terminal may be trusted with it: names come from strangers' files and may hold escape sequences.</summary>
internal static class PlainText
{
    /// <summary>The text with every control character, bidirectional mark and line end made visible or blank.</summary>
    public static string OneLine(string text) => SavedModel.Pages.OneLine.Of(text);

    /// <summary>The text in lines of at most a width, broken at spaces; a longer word stands alone, uncut.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    /// <summary>The end of a text, which tells layers of one model apart better than its start.</summary>
    public static string Tail(string text, int width) => text.Length <= width ? text : "…" + text[^(width - 1)..];
}
