using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace HubAnalyzers;

/// <summary>The names that something would take, the dearest first; behind them come hashes of its path.</summary>
internal class NameWish
{
    private const int BytesOfLongHash = 16;
    private readonly string[] _spellings;
    private int _level;

    public NameWish(string path, string[] spellings, object? subject = null)
    {
        Path = path;
        Subject = subject;
        _spellings = spellings;
        Name = spellings[0];
    }

    /// <summary>What tells it from all others.</summary>
    public string Path { get; }

    /// <summary>The name it would have, were it alone.</summary>
    public string Wanted => _spellings[0];

    /// <summary>What the name is for.</summary>
    public object? Subject { get; }

    /// <summary>The name it has.</summary>
    public string Name { get; private set; }

    /// <summary>
    /// Settles the names of one scope. Where two want one name, or one wants a name that is reserved, all concerned take their next:
    /// the outcome depends on who is there, never on the order.
    /// </summary>
    public static void Settle(IReadOnlyList<NameWish> wishes, ICollection<string> reserved)
    {
        bool moved;
        do
        {
            moved = false;
            foreach (var group in wishes.GroupBy(static w => w.Name, StringComparer.Ordinal).ToList())
            {
                if (group.Skip(1).Any() || reserved.Contains(group.Key))
                {
                    foreach (var wish in group)
                    {
                        moved |= wish.TakeNext();
                    }
                }
            }
        }
        while (moved);
    }

    /// <summary>Six hexadecimal digits of the FNV-1a hash: for people.</summary>
    public static string ShortHash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return (hash & 0xffffff).ToString("x6", CultureInfo.InvariantCulture);
    }

    private bool TakeNext()
    {
        if (_level > _spellings.Length)
        {
            return false;
        }

        _level++;
        Name = _level < _spellings.Length ? _spellings[_level] : _spellings[0] + "_" + (_level == _spellings.Length ? ShortHash(Path) : LongHash(Path));
        return true;
    }

    // For hostile or very many names. Of the characters themselves: no encoding tells one half of a surrogate pair from another.
    private static string LongHash(string text)
    {
        var bytes = new byte[text.Length * 2];
        for (var i = 0; i < text.Length; i++)
        {
            bytes[2 * i] = (byte)text[i];
            bytes[(2 * i) + 1] = (byte)(text[i] >> 8);
        }

        using var sha = SHA256.Create();
        var hex = new StringBuilder();
        foreach (var b in sha.ComputeHash(bytes).Take(BytesOfLongHash))
        {
            hex.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}
