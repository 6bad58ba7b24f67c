using System.Text;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>Lines of C#, indented. Always LF: the same manifest gives the same bytes on every system.</summary>
internal sealed class CodeWriter
{
    private const int Step = 4;
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line; an empty one without trailing space.</summary>
    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * Step).Append(text);
        }

        _text.Append('\n');
    }

    /// <summary>Opens a block with braces.</summary>
    public void Open(string head = "")
    {
        if (head.Length > 0)
        {
            Line(head);
        }

        Line("{");
        _depth++;
    }

    /// <summary>Closes a block.</summary>
    public void Close(string end = "}")
    {
        _depth--;
        Line(end);
    }

    /// <summary>Writes the lines that follow one step further in.</summary>
    public void Indent() => _depth++;

    /// <summary>Ends what <see cref="Indent"/> began.</summary>
    public void Outdent() => _depth--;

    public override string ToString() => _text.ToString();
}
