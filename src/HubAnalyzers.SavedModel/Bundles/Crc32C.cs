using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>CRC-32C (Castagnoli), and the mask that TensorFlow stores it under.</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xa282ead8;
    private static readonly uint[] _table = BuildTable();

    /// <summary>The CRC of <paramref name="data"/>.</summary>
    public static uint Compute(ReadOnlySpan<byte> data) => Append(0, data);

    /// <summary>The CRC of what <paramref name="crc"/> covers followed by <paramref name="data"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        if (Sse42.X64.IsSupported)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(data);
            ulong wide = crc;
            foreach (var word in words)
            {
                wide = Sse42.X64.Crc32(wide, word);
            }

            crc = (uint)wide;
            data = data[(words.Length * sizeof(ulong))..];
        }
        else if (Crc32.Arm64.IsSupported)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(data);
            foreach (var word in words)
            {
                crc = Crc32.Arm64.ComputeCrc32C(crc, word);
            }

            data = data[(words.Length * sizeof(ulong))..];
        }

        foreach (var value in data)
        {
            crc = _table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>A CRC as it is stored: rotated and shifted, so that a CRC of data that holds CRCs stays meaningful.</summary>
    public static uint Mask(uint crc) => unchecked(((crc >> 15) | (crc << 17)) + MaskDelta);

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0x82f63b78 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
