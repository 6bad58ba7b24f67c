using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Testing;

/// <summary>A manifest after a bad merge: tokens gone, doubled, or replaced by one from elsewhere in it.</summary>
internal static partial class JsonMutation
{
    public static string Apply(string json, Random random)
    {
        var tokens = Token().Matches(json).Select(static m => m.Value).ToList();
        for (var edits = 1 + random.Next(3); edits > 0 && tokens.Count > 1; edits--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(3))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                default:
                    tokens[at] = tokens[random.Next(tokens.Count)];
                    break;
            }
        }

        return string.Concat(tokens);
    }

    [GeneratedRegex("""(?:"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s"{}\[\]:,]+)\s*""")]
    private static partial Regex Token();
}
