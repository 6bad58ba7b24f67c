using System;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>Decompresses a block of Snappy's raw format. Nothing is written that the block does not pay for: its claimed length is checked first.</summary>
internal static class Snappy
{
    /// <summary>A copy of three bytes gives 64; no block expands further.</summary>
    private const int LargestRatio = 64;

    /// <summary>The content; null where the block is damaged.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> block)
    {
        var position = 0;
        if (Length(block, ref position) is not { } length || length > (long)block.Length * LargestRatio || length > Array.MaxLength)
        {
            return null;
        }

        var output = new byte[length];
        var written = 0;
        while (position < block.Length)
        {
            var tag = block[position++];
            var extra = (tag & 3) switch { 0 => (tag >> 2) < 60 ? 0 : (tag >> 2) - 59, 1 => 1, 2 => 2, _ => 4 };
            if (extra > block.Length - position)
            {
                return null;
            }

            var number = 0L;
            for (var i = 0; i < extra; i++)
            {
                number |= (long)block[position++] << (8 * i);
            }

            if ((tag & 3) == 0)
            {
                var count = (extra == 0 ? tag >> 2 : number) + 1;
                if (count > block.Length - position || count > output.Length - written)
                {
                    return null;
                }

                block.Slice(position, (int)count).CopyTo(output.AsSpan(written));
                position += (int)count;
                written += (int)count;
                continue;
            }

            var isShort = (tag & 3) == 1;
            var offset = isShort ? number | ((long)(tag >> 5) << 8) : number;
            var copied = isShort ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
            if (offset < 1 || offset > written || copied > output.Length - written)
            {
                return null;
            }

            // Byte by byte: a copy may reach into what it has just written.
            for (var i = 0; i < copied; i++, written++)
            {
                output[written] = output[written - (int)offset];
            }
        }

        return written == output.Length ? output : null;
    }

    private static long? Length(ReadOnlySpan<byte> block, ref int position)
    {
        var value = 0L;
        for (var shift = 0; shift <= 28 && position < block.Length; shift += 7)
        {
            var next = block[position++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value <= uint.MaxValue ? value : null;
            }
        }

        return null;
    }
}
