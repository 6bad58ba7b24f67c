using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace HubAnalyzers.Tool.Output;

/// <summary>A report of lines and tables: coloured and fitted to the width on a terminal, plain and uncut elsewhere.</summary>
internal sealed class TextReport
{
    private const string Gap = "  ";

    /// <summary>Leaves room for a digest, the longest word there is, on 80 columns.</summary>
    public const int UsualName = 8;

    /// <summary>No name is cut shorter than this, however narrow the terminal.</summary>
    private const int NarrowestColumn = 16;

    private readonly List<IReadOnlyList<Piece>> _lines = [];
    private readonly int? _fit;

    /// <param name="fit">The width to keep; null where lines may be as long as they are.</param>
    public TextReport(int? fit) => _fit = fit;

    /// <summary>A report for a console: fitted to it if it is a terminal.</summary>
    public static TextReport For(ToolConsole console) => new(console.OutputIsTerminal ? console.Width : null);

    /// <summary>Whether the report keeps to a width.</summary>
    public bool IsFitted => _fit is not null;

    /// <summary>The report's lines without tones.</summary>
    public IEnumerable<string> Lines => _lines.Select(static line => string.Concat(line.Select(static piece => piece.Text)).TrimEnd());

    public void Line(params Piece[] pieces) => _lines.Add(pieces.Select(static p => p with { Text = PlainText.OneLine(p.Text) }).ToList());

    /// <summary>A fact: its name and a text that goes on under itself.</summary>
    public void Fact(string name, string text, Tone tone = Tone.Plain) => Fact(name, UsualName, text, tone);

    public void Fact(string name, int nameWidth, string text, Tone tone = Tone.Plain)
    {
        var start = name.PadRight(nameWidth) + " ";
        var lines = PlainText.Wrap(PlainText.OneLine(text), Math.Max(NarrowestColumn, (_fit ?? int.MaxValue) - start.Length)).ToList();
        for (var i = 0; i < Math.Max(1, lines.Count); i++)
        {
            Line(i == 0 ? new Piece(start, Tone.Dim) : new string(' ', start.Length), new Piece(lines.ElementAtOrDefault(i) ?? "", tone));
        }
    }

    /// <summary>A text that goes on under itself, after a first indentation.</summary>
    public void Paragraph(string indent, string text)
    {
        var rest = indent.Length > 0 ? indent + indent : "";
        foreach (var (line, i) in PlainText.Wrap(PlainText.OneLine(text), Math.Max(NarrowestColumn, (_fit ?? int.MaxValue) - rest.Length)).Select(static (l, i) => (l, i)))
        {
            Line((i == 0 ? indent : rest) + line);
        }
    }

    /// <summary>A table. The first column gives way where the width is short.</summary>
    public void Table(IReadOnlyList<(string Header, bool AlignRight)> columns, IEnumerable<IReadOnlyList<Piece>> rows)
    {
        var all = rows.Select(static row => row.Select(static p => p with { Text = PlainText.OneLine(p.Text) }).ToList()).ToList();
        var widths = columns.Select((c, i) => all.Select(row => row[i].Text.Length).Append(c.Header.Length).Max()).ToArray();
        if (_fit is { } fit)
        {
            var rest = fit - widths.Skip(1).Sum() - (Gap.Length * (widths.Length - 1));
            widths[0] = Math.Min(widths[0], Math.Max(NarrowestColumn, rest));
        }

        Row(columns.Select((c, i) => new Piece(i == 0 && c.Header.Length > widths[0] ? c.Header[..widths[0]] : c.Header, Tone.Dim)).ToList());
        all.ForEach(Row);

        void Row(IReadOnlyList<Piece> cells)
        {
            var line = new List<Piece>();
            for (var i = 0; i < cells.Count; i++)
            {
                var text = i == 0 ? PlainText.Tail(cells[i].Text, widths[0]) : cells[i].Text;
                var padding = new string(' ', widths[i] - text.Length);
                line.Add(i > 0 ? Gap : "");
                line.Add(columns[i].AlignRight ? padding : "");
                line.Add(cells[i] with { Text = text });
                line.Add(columns[i].AlignRight || i == cells.Count - 1 ? "" : padding);
            }

            _lines.Add(line);
        }
    }

    /// <summary>Everything as plain text, as it goes into files.</summary>
    public string ToPlainText() => string.Concat(Lines.Select(static line => line + "\n"));

    public void WriteTo(ToolConsole console)
    {
        if (!console.Colour)
        {
            console.Output.Write(ToPlainText());
            return;
        }

        var spectre = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(console.Output),
        });

        // Lines are broken already; a second opinion would break them elsewhere.
        spectre.Profile.Width = int.MaxValue;
        foreach (var line in _lines)
        {
            foreach (var piece in line.Where(static p => p.Text.Length > 0))
            {
                spectre.Write(new Text(piece.Text, StyleOf(piece.Tone)));
            }

            spectre.WriteLine();
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Dim => new Style(decoration: Decoration.Dim),
        Tone.Good => new Style(Color.Green),
        Tone.Caution => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        _ => Style.Plain,
    };
}
