using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Docs.Tests.Pictures;

/// <summary>
/// Source text as an editor shows it, with a wave under what a warning is about and its message below, as SVG. Each line has a stated
/// length, so that waves lie under their words whatever font a reader's machine has.
/// </summary>
internal static class WarningPicture
{
    private const double CharWidth = 7.8;
    private const int LineHeight = 20;
    private const int Left = 56;
    private const int Columns = 100;

    /// <summary>A picture of some lines.</summary>
    /// <param name="file">The name that stands above.</param>
    /// <param name="source">The whole text.</param>
    /// <param name="warnings">What to show; those outside the lines are left out.</param>
    /// <param name="shown">The lines shown, counted from 1, in order; a gap between them stays a gap.</param>
    public static string Draw(string file, string source, IReadOnlyList<Warning> warnings, IReadOnlyList<int> shown)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var indent = shown.Select(n => lines[n - 1]).Where(static l => l.Length > 0).Min(static l => l.Length - l.TrimStart().Length);
        var tokens = Tokens(source);
        var body = new StringBuilder();
        var y = 52;
        foreach (var (number, before) in shown.Zip(shown.Prepend(shown[0] - 1)))
        {
            y += number == before + 1 ? 0 : LineHeight / 2;
            body.Append(Text(Left - 14, y, "number", number.ToString(CultureInfo.InvariantCulture), anchorEnd: true)).Append(CodeLine(lines[number - 1], tokens.GetValueOrDefault(number, []), indent, y));
            var here = warnings.Where(w => w.Line == number).ToList();
            foreach (var warning in here)
            {
                body.Append(Wave(Left + ((warning.Column - 1 - indent) * CharWidth), y + 4, warning.Length * CharWidth));
            }

            y += LineHeight;
            foreach (var warning in here)
            {
                foreach (var (line, i) in Wrap($"{warning.Id}: {warning.Message}", Columns - 4).Select(static (l, i) => (l, i)))
                {
                    body.Append(Text(Left + ((warning.Column - 1 - indent) * CharWidth), y, "message", line));
                    y += LineHeight - 2;
                }

                y += 6;
            }
        }

        var (width, height) = ((int)(Left + (Columns * CharWidth) + 16), y);
        return FormattableString.Invariant($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
            <title>{Escape(file)} with {warnings.Count(w => shown.Contains(w.Line))} warnings</title>
            <style>text{"{"}font:13px ui-monospace,Consolas,Menlo,'DejaVu Sans Mono',monospace;white-space:pre;fill:#1f2328{"}"}.number{"{"}fill:#8c959f{"}"}.keyword{"{"}fill:#0550ae{"}"}.string{"{"}fill:#953800{"}"}.comment{"{"}fill:#57606a{"}"}.message{"{"}font-size:12px;fill:#7d4e00{"}"}.file{"{"}fill:#57606a{"}"}</style>
            <rect width="{width}" height="{height}" rx="6" fill="#ffffff" stroke="#d0d7de"/>
            <text class="file" x="16" y="24">{Escape(file)}</text>
            {body.ToString().TrimEnd('\n')}
            </svg>

            """).ReplaceLineEndings("\n");
    }

    private static string CodeLine(string line, IReadOnlyList<(int Column, int Length, string Class)> tokens, int indent, int y)
    {
        if (line.Length <= indent)
        {
            return "";
        }

        var spans = new StringBuilder();
        var at = indent;
        foreach (var (column, length, name) in tokens)
        {
            spans.Append(Escape(line[at..column])).Append(CultureInfo.InvariantCulture, $"<tspan class=\"{name}\">{Escape(line[column..(column + length)])}</tspan>");
            at = column + length;
        }

        return FormattableString.Invariant($"<text x=\"{Left}\" y=\"{y}\" textLength=\"{(line.Length - indent) * CharWidth:0.#}\" xml:space=\"preserve\">{spans}{Escape(line[at..])}</text>\n");
    }

    private static Dictionary<int, List<(int Column, int Length, string Class)>> Tokens(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        var root = tree.GetRoot();
        var words = root.DescendantTokens().Where(static t => t.IsKeyword() || t.IsContextualKeyword() || t.IsKind(SyntaxKind.StringLiteralToken))
            .Select(static t => (t.Span, Class: t.IsKind(SyntaxKind.StringLiteralToken) ? "string" : "keyword"));
        var comments = root.DescendantTrivia(static n => true, descendIntoTrivia: false)
            .Where(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
            .Select(static t => (Span: t.FullSpan, Class: "comment"));
        var found = new Dictionary<int, List<(int, int, string)>>();
        foreach (var (span, name) in words.Concat(comments).OrderBy(static t => t.Span.Start))
        {
            var place = tree.GetLineSpan(span);
            var text = source.Substring(span.Start, span.Length).TrimEnd('\r', '\n');
            if (!text.Contains('\n'))
            {
                (found.TryGetValue(place.StartLinePosition.Line + 1, out var line) ? line : found[place.StartLinePosition.Line + 1] = []).Add((place.StartLinePosition.Character, text.Length, name));
            }
        }

        return found;
    }

    private static string Text(double x, int y, string style, string text, bool anchorEnd = false) =>
        FormattableString.Invariant($"<text class=\"{style}\" x=\"{x:0.#}\" y=\"{y}\"{(anchorEnd ? " text-anchor=\"end\"" : "")}>{Escape(text)}</text>\n");

    private static string Wave(double x, int y, double width)
    {
        var path = new StringBuilder(FormattableString.Invariant($"M{x:0.#} {y}"));
        for (var at = 0.0; at < width; at += 6)
        {
            path.Append("q1.5 -3 3 0t3 0");
        }

        return $"<path d=\"{path}\" fill=\"none\" stroke=\"#bf8700\" stroke-width=\"1.3\"/>\n";
    }

    private static IEnumerable<string> Wrap(string text, int columns)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

/// <summary>A warning at a place of a file, counted from 1.</summary>
internal sealed record Warning(int Line, int Column, int Length, string Id, string Message);
