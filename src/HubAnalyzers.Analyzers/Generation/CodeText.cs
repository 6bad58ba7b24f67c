using System;
using System.Globalization;
using System.Text;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// Text of a manifest inside generated code. Manifests come from strangers: whatever is in it, it stays inside its literal or comment,
/// and what is read there is what is meant (no line breaks, no invisible or direction-changing characters).
/// </summary>
internal static class CodeText
{
    private const int LongestInComment = 600;

    /// <summary>A string literal with exactly this value; "null" for null.</summary>
    public static string Literal(string? value)
    {
        if (value is null)
        {
            return "null";
        }

        var literal = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
            {
                literal.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~' || (char.IsLetterOrDigit(c) && !AccessorNames.IsInvisible(c)))
            {
                literal.Append(c);
            }
            else
            {
                literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return literal.Append('"').ToString();
    }

    public static string Literal(long value) => value.ToString(CultureInfo.InvariantCulture) + "L";

    public static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "D";

    public static string Literal(bool value) => value ? "true" : "false";

    public static string Literal(bool? value) => value is { } known ? Literal(known) : "null";

    /// <summary>A number for people: 75,136.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A web page's address inside an attribute of an XML comment; null for anything else.</summary>
    public static string? Link(string? address) =>
        address is { Length: <= LongestInComment } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? Comment(uri.AbsoluteUri).Replace("\"", "&quot;")
            : null;

    /// <summary>Text of one line in an XML comment; what is too long for a comment is cut.</summary>
    public static string Comment(string value)
    {
        var comment = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (i >= LongestInComment)
            {
                return comment.Append('…').ToString();
            }

            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]) && IsVisible(CharUnicodeInfo.GetUnicodeCategory(value, i)))
            {
                comment.Append(c).Append(value[++i]);
                continue;
            }

            _ = c switch
            {
                '&' => comment.Append("&amp;"),
                '<' => comment.Append("&lt;"),
                '>' => comment.Append("&gt;"),
                _ when char.IsControl(c) || char.IsWhiteSpace(c) => comment.Append(' '),
                _ => comment.Append(IsVisible(CharUnicodeInfo.GetUnicodeCategory(c)) ? c : '\ufffd'),
            };
        }

        return comment.ToString();
    }

    private static bool IsVisible(UnicodeCategory category) => category is not
        (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
