using System;
using System.Collections.Generic;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Positions in a sequence; immutable.</summary>
internal sealed class PositionSet : IEquatable<PositionSet>
{
    private const int Bits = 64;
    private readonly ulong[] _words;

    private PositionSet(ulong[] words)
    {
        _words = words;
    }

    public bool IsEmpty => Array.TrueForAll(_words, static w => w == 0);

    /// <summary>The positions from 0 to <paramref name="count"/> - 1 that a condition admits.</summary>
    public static PositionSet Where(int count, Func<int, bool> admits)
    {
        var words = new ulong[(count + Bits - 1) / Bits];
        for (var i = 0; i < count; i++)
        {
            if (admits(i))
            {
                words[i / Bits] |= 1UL << (i % Bits);
            }
        }

        return new PositionSet(words);
    }

    public bool Contains(int position) => (_words[position / Bits] & (1UL << (position % Bits))) != 0;

    public PositionSet Union(PositionSet other) => Combine(other, static (a, b) => a | b);

    public PositionSet Intersect(PositionSet other) => Combine(other, static (a, b) => a & b);

    public PositionSet Except(PositionSet other) => Combine(other, static (a, b) => a & ~b);

    public IEnumerable<int> Positions()
    {
        for (var i = 0; i < _words.Length * Bits; i++)
        {
            if (Contains(i))
            {
                yield return i;
            }
        }
    }

    public bool Equals(PositionSet? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as PositionSet);

    public override int GetHashCode() => _words.Length;

    // The same set where nothing changes: states compare by reference.
    private PositionSet Combine(PositionSet other, Func<ulong, ulong, ulong> combine)
    {
        ulong[]? words = null;
        for (var i = 0; i < _words.Length; i++)
        {
            var word = combine(_words[i], other._words[i]);
            if (word != _words[i])
            {
                words ??= (ulong[])_words.Clone();
                words[i] = word;
            }
        }

        return words is null ? this : new PositionSet(words);
    }
}
