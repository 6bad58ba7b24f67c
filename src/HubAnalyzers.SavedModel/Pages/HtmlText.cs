using System.Net;
using System.Text;

namespace HubAnalyzers.SavedModel.Pages;

/// <summary>HTML in which every value is escaped: only literals of this program may hold markup.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Markup of this program's own.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>A value, wherever it comes from, as text or in a quoted attribute.</summary>
    public HtmlText Value(string value)
    {
        _text.Append(WebUtility.HtmlEncode(OneLine.Of(value)));
        return this;
    }

    /// <summary>A value of several lines, each made safe on its own.</summary>
    public HtmlText Lines(string value)
    {
        foreach (var line in value.Split('\n'))
        {
            Value(line).Raw("\n");
        }

        return this;
    }

    /// <summary>A name of scopes: a line may end after a slash or an underscore, and elsewhere only where nothing else helps.</summary>
    public HtmlText Name(string value)
    {
        _text.Append(WebUtility.HtmlEncode(OneLine.Of(value)).Replace("/", "/<wbr>").Replace("_", "_<wbr>"));
        return this;
    }

    public override string ToString() => _text.ToString();
}
