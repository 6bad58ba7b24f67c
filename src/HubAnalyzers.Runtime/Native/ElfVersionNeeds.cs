using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace HubAnalyzers.Runtime.Native;

/// <summary>
/// The version needs of a 64-bit little-endian ELF shared object: which symbol versions (GLIBCXX_3.4.32, …) it asks of which library.
/// A need with the weak flag does not stop the loader when the library lacks it.
/// </summary>
internal static class ElfVersionNeeds
{
    private const uint ProgramLoad = 1;
    private const uint ProgramDynamic = 2;
    private const long TagStringTable = 5;
    private const long TagVersionNeed = 0x6ffffffe;
    private const long TagVersionNeedCount = 0x6fffffff;
    private const ushort WeakFlag = 0x2;
    private const int MaxEntries = 4096;

    /// <summary>A copy of <paramref name="file"/> in which the need of <paramref name="version"/> is weak; nothing else differs.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such file, are damaged, or do not ask for the version.</exception>
    public static byte[] MakeWeak(ReadOnlySpan<byte> file, string version)
    {
        var offset = FindFlags(file, version);
        var copy = file.ToArray();
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(copy.AsSpan(offset));
        BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(offset), (ushort)(flags | WeakFlag));
        return copy;
    }

    private static int FindFlags(ReadOnlySpan<byte> file, string version)
    {
        if (file.Length < 64 || !file[..4].SequenceEqual("\u007fELF"u8) || file[4] != 2 || file[5] != 1)
        {
            throw new InvalidDataException("it is not a 64-bit little-endian ELF file");
        }

        var segments = Segments(file);
        var dynamic = segments.Find(static s => s.Type == ProgramDynamic);
        if (dynamic.Type != ProgramDynamic)
        {
            throw new InvalidDataException("it has no dynamic section");
        }

        long strings = -1, needs = -1, needCount = 0;
        var at = checked((long)dynamic.Offset);
        for (ulong i = 0; i < dynamic.FileSize / 16; i++, at += 16)
        {
            var tag = (long)U64(file, at);
            var value = checked((long)U64(file, at + 8));
            if (tag == 0)
            {
                break;
            }

            switch (tag)
            {
                case TagStringTable:
                    strings = value;
                    break;
                case TagVersionNeed:
                    needs = value;
                    break;
                case TagVersionNeedCount:
                    needCount = value;
                    break;
            }
        }

        if (strings < 0 || needs < 0)
        {
            throw new InvalidDataException("it asks for no symbol versions");
        }

        var stringsAt = FileOffset(segments, strings);
        var needAt = FileOffset(segments, needs);
        for (long i = 0, seen = 0; i < Math.Min(needCount, MaxEntries); i++)
        {
            var auxCount = U16(file, needAt + 2);
            var auxAt = needAt + U32(file, needAt + 8);
            for (var j = 0; j < auxCount; j++)
            {
                if (++seen > MaxEntries)
                {
                    throw new InvalidDataException("its table of symbol versions has no end");
                }

                if (NameIs(file, stringsAt + U32(file, auxAt + 8), version))
                {
                    return checked((int)(auxAt + 4));
                }

                auxAt += U32(file, auxAt + 12);
            }

            needAt += U32(file, needAt + 12);
        }

        throw new InvalidDataException($"it does not ask for {version}");
    }

    private static List<Segment> Segments(ReadOnlySpan<byte> file)
    {
        var tableAt = checked((long)U64(file, 32));
        var entrySize = U16(file, 54);
        var count = U16(file, 56);
        if (entrySize < 56 || count > MaxEntries)
        {
            throw new InvalidDataException("its program headers are damaged");
        }

        var segments = new List<Segment>(count);
        for (var i = 0; i < count; i++)
        {
            var at = tableAt + ((long)i * entrySize);
            segments.Add(new Segment(U32(file, at), U64(file, at + 8), U64(file, at + 16), U64(file, at + 32)));
        }

        return segments;
    }

    private static long FileOffset(List<Segment> segments, long address)
    {
        foreach (var s in segments)
        {
            if (s.Type == ProgramLoad && (ulong)address >= s.Address && (ulong)address - s.Address < s.FileSize)
            {
                return checked((long)((ulong)address - s.Address + s.Offset));
            }
        }

        throw new InvalidDataException($"address 0x{address:x} lies in no loaded segment");
    }

    private static bool NameIs(ReadOnlySpan<byte> file, long at, string name)
    {
        var expected = Encoding.ASCII.GetBytes(name + "\0");
        return at >= 0 && at <= file.Length - expected.Length && file.Slice((int)at, expected.Length).SequenceEqual(expected);
    }

    private static ushort U16(ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(file, at, 2));

    private static uint U32(ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(file, at, 4));

    private static ulong U64(ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(file, at, 8));

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, long at, int length) =>
        at >= 0 && at <= file.Length - length
            ? file.Slice((int)at, length)
            : throw new InvalidDataException($"it ends before byte {at + length}");

    private readonly record struct Segment(uint Type, ulong Offset, ulong Address, ulong FileSize);
}
