using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>Names as a person sorts them, <c>img2</c> before <c>img10</c>, and the same on every machine.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (a.Length > 0 && b.Length > 0)
        {
            int difference;
            if (char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]))
            {
                difference = CompareNumbers(ref a, ref b);
            }
            else
            {
                difference = a[0].CompareTo(b[0]);
                a = a[1..];
                b = b[1..];
            }

            if (difference != 0)
            {
                return difference;
            }
        }

        // Left are names that differ in leading zeros at the most.
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(x, y);
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var first = Digits(ref a);
        var second = Digits(ref b);
        return first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
    }

    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits.TrimStart('0');
    }
}
