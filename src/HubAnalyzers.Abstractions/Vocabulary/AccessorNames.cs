using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace HubAnalyzers;

/// <summary>
/// C# names for layers. A name comes from the layer's own path and from nothing else, so that inserting or reordering layers
/// renames no other: where two paths give one name, both get a suffix that is a hash of the path.
/// </summary>
internal static class AccessorNames
{
    /// <summary>The dotted accessor of each scope path ("net/block_1/expand" → "Block1.Expand"), without the scopes that all share.</summary>
    public static IReadOnlyDictionary<string, string> For(IReadOnlyCollection<string> paths)
    {
        var split = paths.Distinct().ToDictionary(static p => p, static p => p.Split(new[] { '/' }, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        var shared = SharedScopes(split.Values);
        var accessors = new Dictionary<string, string>(StringComparer.Ordinal);

        // Two different scopes under one parent must not give one identifier; "a-b" and "a_b" do.
        var byIdentifier = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var parts in split.Values)
        {
            for (var i = shared; i < parts.Length; i++)
            {
                var key = string.Join("/", parts.Skip(shared).Take(i - shared).Concat([Identifier(parts[i])]));
                if (!byIdentifier.TryGetValue(key, out var sources))
                {
                    byIdentifier.Add(key, sources = new HashSet<string>(StringComparer.Ordinal));
                }

                sources.Add(parts[i]);
            }
        }

        foreach (var pair in split)
        {
            var parts = pair.Value;
            var names = new List<string>();
            for (var i = shared; i < parts.Length; i++)
            {
                var identifier = Identifier(parts[i]);
                var key = string.Join("/", parts.Skip(shared).Take(i - shared).Concat([identifier]));
                names.Add(byIdentifier[key].Count > 1 ? identifier + "_" + Suffix(string.Join("/", parts.Take(i + 1))) : identifier);
            }

            accessors.Add(pair.Key, names.Count == 0 ? Identifier(pair.Key) : string.Join(".", names));
        }

        return accessors;
    }

    /// <summary>One identifier in Pascal case: "expanded_conv_16" → "ExpandedConv16", "bn-1" → "Bn1", "1x1" → "_1x1".</summary>
    public static string Identifier(string text)
    {
        var name = new StringBuilder(text.Length);
        var upper = true;
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (!IsIdentifierPart(c))
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        if (name.Length == 0)
        {
            return "_" + Suffix(text);
        }

        // Pascal case makes keywords impossible: every C# keyword is in lower case.
        return char.IsLetter(name[0]) ? name.ToString() : "_" + name;
    }

    /// <summary>Six hexadecimal digits of the FNV-1a hash of a path.</summary>
    public static string Suffix(string path)
    {
        var hash = 2166136261u;
        foreach (var c in path)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return (hash & 0xffffff).ToString("x6", CultureInfo.InvariantCulture);
    }

    private static bool IsIdentifierPart(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.DecimalDigitNumber;

    private static int SharedScopes(IEnumerable<string[]> paths)
    {
        string[]? first = null;
        var shared = 0;
        foreach (var path in paths)
        {
            if (first is null)
            {
                first = path;
                shared = path.Length - 1;
                continue;
            }

            var same = 0;
            while (same < shared && same < path.Length - 1 && path[same] == first[same])
            {
                same++;
            }

            shared = same;
        }

        return Math.Max(0, shared);
    }
}
