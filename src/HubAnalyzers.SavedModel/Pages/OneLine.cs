using System.Text;

namespace HubAnalyzers.SavedModel.Pages;

/// <summary>A stranger's text as a reader may be shown it.</summary>
// Compiled into the build task as well: no more than netstandard2.0.
internal static class OneLine
{
    /// <summary>The text with every control character, bidirectional mark and line end made visible or blank.</summary>
    public static string Of(string text)
    {
        StringBuilder? safe = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!char.IsControl(c) && !IsMark(c))
            {
                safe?.Append(c);
                continue;
            }

            safe ??= new StringBuilder(text, 0, i, text.Length + 8);
            safe.Append(c is '\r' or '\n' or '\t' ? ' ' : '\uFFFD');
        }

        return safe?.ToString() ?? text;
    }

    // Marks that turn the reading direction make one name look like another.
    private static bool IsMark(char c) => c is '\u061C' or (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
