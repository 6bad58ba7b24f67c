using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>
/// Reads a LevelDB-style table, the form of <c>variables.index</c>: sorted entries in blocks, an index block over them,
/// a 48-byte footer. Every length comes from a stranger's file and is checked before it is used.
/// </summary>
internal static class TableReader
{
    private const ulong Magic = 0xdb4775248b80fb57;
    private const int FooterSize = 48;
    private const int TrailerSize = 5;
    private const string Remedy = "fetch the model again";

    /// <summary>All entries in key order. The memory of keys and values belongs to the caller's <paramref name="table"/> or to fresh arrays.</summary>
    public static List<(byte[] Key, ReadOnlyMemory<byte> Value)> ReadAll(ReadOnlyMemory<byte> table, string file)
    {
        if (table.Length < FooterSize)
        {
            throw new HubModelFormatException(file, $"{table.Length} bytes are too few for a checkpoint index (its footer alone has {FooterSize})", Remedy);
        }

        var footer = table.Span[^FooterSize..];
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer[^8..]) != Magic)
        {
            throw new HubModelFormatException(file, "the last 8 bytes are not those of a checkpoint index: the file is truncated or another kind of file", Remedy);
        }

        var position = 0;
        ReadHandle(footer, ref position, file, "footer");
        var (offset, size) = ReadHandle(footer, ref position, file, "footer");

        var entries = new List<(byte[], ReadOnlyMemory<byte>)>();
        foreach (var (_, handle) in ReadBlock(table, offset, size, file, "index block"))
        {
            var at = 0;
            var (blockOffset, blockSize) = ReadHandle(handle.Span, ref at, file, "index block");
            entries.AddRange(ReadBlock(table, blockOffset, blockSize, file, $"block at byte {blockOffset}"));
            if (entries.Count > table.Length)
            {
                throw new HubModelFormatException(file, "its index block names the same blocks again and again", Remedy);
            }
        }

        return entries;
    }

    private static List<(byte[] Key, ReadOnlyMemory<byte> Value)> ReadBlock(ReadOnlyMemory<byte> table, long offset, long size, string file, string place)
    {
        if (offset < 0 || size < 4 || offset > table.Length - TrailerSize || size > table.Length - TrailerSize - offset)
        {
            throw new HubModelFormatException(file, $"{place}: it claims bytes {offset} to {offset + size} of a file of {table.Length}", Remedy);
        }

        var block = table.Slice((int)offset, (int)size);
        var trailer = table.Span.Slice((int)(offset + size), TrailerSize);
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(trailer[1..]);
        var actual = Crc32C.Mask(Crc32C.Append(Crc32C.Compute(block.Span), trailer[..1]));
        if (stored != actual)
        {
            throw new HubModelFormatException(file, $"{place}: its checksum is {actual:x8}, the file says {stored:x8}", Remedy);
        }

        return trailer[0] switch
        {
            0 => ReadEntries(block, file, place),
            1 => ReadEntries(Snappy.Decompress(block.Span) ?? throw new HubModelFormatException(file, $"{place}: its Snappy compression is damaged", Remedy), file, place),
            var kind => throw new HubModelFormatException(file, $"{place}: it is compressed in the unknown way {kind}", "save the checkpoint again with TensorFlow's own writer, which compresses nothing"),
        };
    }

    private static List<(byte[] Key, ReadOnlyMemory<byte> Value)> ReadEntries(ReadOnlyMemory<byte> block, string file, string place)
    {
        var span = block.Span;
        if (span.Length < 4)
        {
            throw new HubModelFormatException(file, $"{place}: it is too short for its restart points", Remedy);
        }

        long restarts = BinaryPrimitives.ReadUInt32LittleEndian(span[^4..]);
        var end = span.Length - 4 - (restarts * 4);
        if (end < 0)
        {
            throw new HubModelFormatException(file, $"{place}: {restarts} restart points do not fit into it", Remedy);
        }

        var entries = new List<(byte[], ReadOnlyMemory<byte>)>();
        var previous = Array.Empty<byte>();
        var position = 0;
        while (position < end)
        {
            var shared = ReadVarint(span, ref position, file, place);
            var unshared = ReadVarint(span, ref position, file, place);
            var length = ReadVarint(span, ref position, file, place);
            if (shared > (ulong)previous.Length || unshared > (ulong)(end - position) || length > (ulong)(end - position) - unshared)
            {
                throw new HubModelFormatException(file, $"{place}: an entry's lengths point out of the block", Remedy);
            }

            var key = new byte[(int)shared + (int)unshared];
            previous.AsSpan(0, (int)shared).CopyTo(key);
            span.Slice(position, (int)unshared).CopyTo(key.AsSpan((int)shared));
            position += (int)unshared;
            entries.Add((key, block.Slice(position, (int)length)));
            position += (int)length;
            previous = key;
        }

        return entries;
    }

    private static (long Offset, long Size) ReadHandle(ReadOnlySpan<byte> span, ref int position, string file, string place)
    {
        var offset = ReadVarint(span, ref position, file, place);
        var size = ReadVarint(span, ref position, file, place);
        return offset <= int.MaxValue && size <= int.MaxValue
            ? ((long)offset, (long)size)
            : throw new HubModelFormatException(file, $"{place}: a block handle points past 2 GiB", Remedy);
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> span, ref int position, string file, string place)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && position < span.Length; shift += 7)
        {
            var next = span[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new HubModelFormatException(file, $"{place}: it ends inside a number", Remedy);
    }
}
