using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.Tool.Output;

/// <summary>A rule's page, docs/rules/HUBnnnn.md, which the tool carries, as text for a terminal.</summary>
internal sealed class RulePage
{
    public const int WidestLine = 100;
    private const string Prefix = "rules/";
    private readonly string[] _lines;

    private RulePage(string[] lines) => _lines = lines;

    /// <summary>The ids of all rules that have a page.</summary>
    public static IReadOnlyList<string> Ids { get; } = typeof(RulePage).Assembly.GetManifestResourceNames()
        .Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(static n => n[Prefix.Length..]).Order(StringComparer.Ordinal).ToList();

    public static RulePage? Find(string id)
    {
        using var stream = typeof(RulePage).Assembly.GetManifestResourceStream(Prefix + id);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return new RulePage(reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    /// <summary>Headings, paragraphs, lists, tables and code, each as a terminal shows it best.</summary>
    public void WriteTo(TextReport report)
    {
        var paragraph = new List<string>();
        var isCode = false;
        foreach (var line in _lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                End();
                isCode = !isCode;
            }
            else if (isCode)
            {
                report.Line(new Piece("    " + line, Tone.Dim));
            }
            else if (line.Length == 0)
            {
                End();
                report.Line();
            }
            else if (line.StartsWith('#'))
            {
                End();
                report.Line(new Piece(Plain(line.TrimStart('#').Trim()), Tone.Strong));
            }
            else if (line.StartsWith('|'))
            {
                End();
                if (line.Any(static c => c is not ('|' or '-' or ' ' or ':')))
                {
                    report.Paragraph("", string.Join("  ", line.Trim('|').Split('|').Select(static cell => Plain(cell.Trim()))));
                }
            }
            else
            {
                if (line.StartsWith("- ", StringComparison.Ordinal))
                {
                    End();
                }

                paragraph.Add(line);
            }
        }

        End();

        void End()
        {
            if (paragraph.Count > 0)
            {
                var text = Plain(string.Join(" ", paragraph.Select(static l => l.Trim())));
                report.Paragraph(text.StartsWith("- ", StringComparison.Ordinal) ? "  " : "", text);
                paragraph.Clear();
            }
        }
    }

    /// <summary>Without the marks for code, emphasis and links.</summary>
    private static string Plain(string markdown)
    {
        var text = markdown.Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);
        for (var open = text.IndexOf('[', StringComparison.Ordinal); open >= 0; open = text.IndexOf('[', open + 1))
        {
            var middle = text.IndexOf("](", open, StringComparison.Ordinal);
            var close = middle < 0 ? -1 : text.IndexOf(')', middle);
            if (close > 0 && text.AsSpan(open + 1, middle - open - 1).IndexOf('[') < 0)
            {
                text = text[..open] + text[(open + 1)..middle] + text[(close + 1)..];
            }
        }

        return text;
    }
}
