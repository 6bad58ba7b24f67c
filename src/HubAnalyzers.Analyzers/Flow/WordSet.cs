using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Words to look for in a text. What was found is kept with the file's tree, so that a keystroke in one file has that file searched
/// again and no other, whichever compilation asks.
/// </summary>
internal sealed class WordSet
{
    // A tree lives through few sets of helpers' names; one that outlives more than this starts anew.
    private const int MostSets = 8;
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, int[]>> _found = new();
    private readonly string[] _words;
    private readonly string _key;

    public WordSet(IEnumerable<string> words)
    {
        _words = [.. words];
        Array.Sort(_words, StringComparer.Ordinal);
        _key = string.Join("\n", _words);
    }

    public bool IsEmpty => _words.Length == 0;

    /// <summary>Where the words stand in a file, in order.</summary>
    public int[] PositionsIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var sets = _found.GetOrCreateValue(tree);
        if (!sets.TryGetValue(_key, out var positions))
        {
            if (sets.Count >= MostSets)
            {
                sets.Clear();
            }

            sets[_key] = positions = Find(tree.GetText(cancellationToken).ToString());
        }

        return positions;
    }

    private int[] Find(string text)
    {
        var found = new List<int>();
        foreach (var word in _words)
        {
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
            {
                found.Add(at);
            }
        }

        found.Sort();
        return [.. found];
    }
}
