using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Numerics;
using System.Text;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>
/// The key of a part of a partitioned variable, in TensorFlow's OrderedCode: a zero, the name, the number of dimensions, then start and
/// length of each; a length of -1 is the whole dimension.
/// </summary>
internal static class SliceKey
{
    public static byte[] Of(string name, IReadOnlyList<(long Start, long Length)> slice)
    {
        var key = new List<byte>();
        Number(key, 0);
        Text(key, name);
        Number(key, (ulong)slice.Count);
        foreach (var (start, length) in slice)
        {
            Signed(key, start);
            Signed(key, length);
        }

        return [.. key];
    }

    /// <summary>How many bytes follow, then the number with its highest byte first.</summary>
    private static void Number(List<byte> key, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        var length = (71 - BitOperations.LeadingZeroCount(value)) / 8;
        key.Add((byte)length);
        key.AddRange(bytes[(8 - length)..]);
    }

    /// <summary>0 and 255 are escaped, so that the end mark "0 1" stands nowhere else.</summary>
    private static void Text(List<byte> key, string text)
    {
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            key.Add(value);
            if (value is 0 or 255)
            {
                key.Add((byte)~value);
            }
        }

        key.AddRange([0, 1]);
    }

    /// <summary>Seven bits to a byte; the length stands in the leading bits, and all of it is turned over for a negative number.</summary>
    private static void Signed(List<byte> key, long value)
    {
        var magnitude = value < 0 ? ~value : value;
        var length = Math.Max(1, (64 - BitOperations.LeadingZeroCount((ulong)magnitude) + 7) / 7);
        Span<byte> bytes = stackalloc byte[10];
        bytes[..2].Fill(value < 0 ? (byte)255 : (byte)0);
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], value);
        var used = bytes[(10 - length)..];
        used[0] ^= length >= 8 ? (byte)0xff : (byte)~(0xff >> length);
        if (length > 8)
        {
            used[1] ^= (byte)~(0xff >> (length - 8));
        }

        key.AddRange(used);
    }
}
