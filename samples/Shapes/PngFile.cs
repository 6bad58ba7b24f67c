using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>Writes a drawn image as a PNG file: 8 bits for each of red, green and blue.</summary>
public static class PngFile
{
    private static readonly byte[] _signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="pixels">Height, width, channel, from 0 to 1, as <see cref="ShapePainter.Paint"/> fills them.</param>
    public static void Write(string path, ReadOnlySpan<float> pixels)
    {
        using var file = File.Create(path);
        file.Write(_signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, ShapePainter.Size);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], ShapePainter.Size);
        header[8] = 8; // bits for each colour
        header[9] = 2; // red, green, blue
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Compress(pixels));
        Chunk(file, "IEND", []);
    }

    /// <summary>Each row begins with the number of its filter; 0 is none.</summary>
    private static byte[] Compress(ReadOnlySpan<float> pixels)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + (ShapePainter.Size * ShapePainter.Channels)];
            for (var at = 0; at < pixels.Length; at += row.Length - 1)
            {
                for (var i = 1; i < row.Length; i++)
                {
                    row[i] = (byte)MathF.Round(pixels[at + i - 1] * byte.MaxValue);
                }

                zlib.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(Stream file, string type, ReadOnlySpan<byte> content)
    {
        var bytes = new byte[4 + 4 + content.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, content.Length);
        Encoding.ASCII.GetBytes(type, bytes.AsSpan(4));
        content.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8 + content.Length), Crc32(bytes.AsSpan(4, 4 + content.Length)));
        file.Write(bytes);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
