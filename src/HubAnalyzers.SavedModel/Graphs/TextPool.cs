using System;
using System.Collections.Generic;
using System.Text;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>One string for each text that stands in a graph again and again, such as the names of operations.</summary>
internal sealed class TextPool
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public string Get(ReadOnlySpan<char> text)
    {
        var known = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text, out var found))
        {
            _texts.Add(found = text.ToString());
        }

        return found;
    }

    public string Get(ReadOnlySpan<byte> utf8)
    {
        // The names of operations are short; a longer text is none.
        Span<char> buffer = stackalloc char[64];
        return utf8.Length <= buffer.Length ? Get(buffer[..Encoding.UTF8.GetChars(utf8, buffer)]) : Encoding.UTF8.GetString(utf8);
    }
}
