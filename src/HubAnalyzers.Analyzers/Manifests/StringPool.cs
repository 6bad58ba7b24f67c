using System;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>
/// Hands out one string for equal stretches of a text: a manifest repeats its keys, words and sentences for every layer. One place for
/// each hash and no search, so that no text can make it slow.
/// </summary>
internal sealed class StringPool
{
    private const int Smallest = 1 << 8;
    private const int Largest = 1 << 17;
    private const int CharactersForEachPlace = 32;
    private const int Longest = 512;
    private readonly string?[] _places;

    public StringPool(int textLength)
    {
        var size = Smallest;
        while (size < Largest && size < textLength / CharactersForEachPlace)
        {
            size *= 2;
        }

        _places = new string?[size];
    }

    public string Get(string text, int start, int length)
    {
        if (length > Longest)
        {
            return text.Substring(start, length);
        }

        var stretch = text.AsSpan(start, length);
        var hash = 2166136261u;
        foreach (var c in stretch)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        ref var place = ref _places[(hash ^ (hash >> 15)) & (uint)(_places.Length - 1)];
        return place is not null && stretch.SequenceEqual(place.AsSpan()) ? place : place = stretch.ToString();
    }
}
