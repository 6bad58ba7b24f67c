using System;
using System.Buffers.Binary;

namespace HubAnalyzers.Testing;

/// <summary>Changes bytes as damage and malice do, from a seed: the same seed gives the same bytes.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] _evil =
    [
        [0xff, 0xff, 0xff, 0xff, 0x07],
        [0xff, 0xff, 0xff, 0xff, 0x0f],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
        [0x00],
        [0x7f],
        [0xff],
    ];

    private readonly Random _random = new(seed);

    public byte[] Mutate(byte[] original)
    {
        var bytes = original;
        for (var times = _random.Next(1, 5); times > 0 && bytes.Length > 0; times--)
        {
            bytes = Once(bytes);
        }

        return bytes;
    }

    private byte[] Once(byte[] bytes)
    {
        var at = _random.Next(bytes.Length);
        var length = Math.Min(_random.Next(1, 1 + Math.Min(64, bytes.Length)), bytes.Length - at);
        var copy = bytes.AsSpan().ToArray();
        switch (_random.Next(7))
        {
            case 0:
                copy[at] ^= (byte)(1 << _random.Next(8));
                return copy;
            case 1:
                copy[at] = (byte)_random.Next(256);
                return copy;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 4:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, length), .. bytes.AsSpan(at)];
            case 5:
                // A length, an id or a dimension that is far too large, written over what stood there.
                var evil = _evil[_random.Next(_evil.Length)];
                evil.AsSpan(0, Math.Min(evil.Length, copy.Length - at)).CopyTo(copy.AsSpan(at));
                return copy;
            default:
                if (copy.Length - at >= 4)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(at), _random.Next(int.MinValue, int.MaxValue));
                }

                return copy;
        }
    }
}
