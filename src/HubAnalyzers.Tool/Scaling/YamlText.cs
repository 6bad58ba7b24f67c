using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>
/// A tree as YAML in blocks. Every string is in double quotes: no text, whatever is in it, can become a number, a flag, a comment or a
/// line of its own.
/// </summary>
internal static class YamlText
{
    public static string Of(JsonObject tree)
    {
        var text = new StringBuilder();
        Members(text, tree, 0);
        return text.ToString();
    }

    private static void Members(StringBuilder text, JsonObject tree, int indent)
    {
        // The first member of an item stands behind the item's dash.
        var isBehindDash = text.Length > 0 && text[^1] == ' ';
        foreach (var (key, value) in tree)
        {
            text.Append(' ', isBehindDash ? 0 : indent).Append(Key(key)).Append(':');
            Value(text, value, indent);
            isBehindDash = false;
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } members:
                text.Append('\n');
                Members(text, members, indent + 2);
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('\n');
                foreach (var item in items)
                {
                    text.Append(' ', indent + 2).Append("- ");
                    if (item is JsonObject members)
                    {
                        Members(text, members, indent + 4);
                    }
                    else
                    {
                        text.Append(Scalar(item)).Append('\n');
                    }
                }

                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    /// <summary>Kubernetes' own fields are words, which need no quotes.</summary>
    private static string Key(string key)
    {
        foreach (var c in key)
        {
            if (!char.IsAsciiLetter(c))
            {
                return Quoted(key);
            }
        }

        return key;
    }

    private static string Scalar(JsonNode? value) =>
        value is null ? "null" : value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? Quoted(text) : value.ToJsonString();

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => text.Append('\\').Append(rune),
                '\n' => text.Append("\\n"),
                _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned =>
                    text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
                _ => text.Append(rune),
            };
        }

        return text.Append('"').ToString();
    }
}
