using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Tool.Output;

/// <summary>Texts of strangers as cells of comma-separated lines.</summary>
internal static class CsvText
{
    /// <summary>The text, quoted where it would be taken for more than one cell.</summary>
    public static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>A line of cells.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\n";
}
