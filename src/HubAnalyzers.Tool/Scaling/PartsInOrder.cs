using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>Whether the parts of all shards are the whole, each item in one of them.</summary>
internal static class PartsInOrder
{
    /// <summary>Requires it.</summary>
    /// <param name="folder">What the message names.</param>
    /// <param name="parts">The parts, in any order.</param>
    /// <param name="items">What the items are, in the plural, with what they belong to.</param>
    /// <param name="first">The number of the first item to people.</param>
    /// <param name="remedy">What to do where it is not so.</param>
    /// <exception cref="HubModelFormatException">Items are in no part, or in two.</exception>
    public static void Require(string folder, IReadOnlyCollection<ShardPart> parts, string items, int first, string remedy)
    {
        var next = 0;
        foreach (var part in parts.Where(static p => p.Count > 0).OrderBy(static p => p.First))
        {
            if (part.First != next)
            {
                var (from, to) = (Math.Min(next, part.First) + first, Math.Max(next, part.First) - 1 + first);
                throw new HubModelFormatException(folder, string.Create(CultureInfo.InvariantCulture, $"{items} {from}{(to > from ? $" to {to}" : "")}: in {(part.First > next ? "no shard" : "two shards")}"), remedy);
            }

            next += part.Count;
        }

        var total = parts.FirstOrDefault()?.Total ?? 0;
        if (next != total || parts.Count == 0)
        {
            throw new HubModelFormatException(folder, string.Create(CultureInfo.InvariantCulture, $"{items}: the shards have {next} of {total}"), remedy);
        }
    }
}
