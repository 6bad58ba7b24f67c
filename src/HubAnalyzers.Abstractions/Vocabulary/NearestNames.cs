using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers;

/// <summary>Names that a wrong name may have meant.</summary>
internal static class NearestNames
{
    /// <summary>The names, nearest first; ties in ordinal order. Upper and lower case count as the same letter.</summary>
    public static IEnumerable<string> Of(string asked, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(asked, name)))
        .OrderBy(static n => n.Distance)
        .ThenBy(static n => n.Name, StringComparer.Ordinal)
        .Select(static n => n.Name);

    /// <summary>The number of characters to insert, delete or replace.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
