using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace HubAnalyzers.Runtime.Native;

/// <summary>The symbols that a 64-bit little-endian ELF shared object needs of others; weak ones, which may be absent, are left out.</summary>
internal static class ElfImports
{
    private const uint DynamicSymbols = 11;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const int LongestName = 8192;

    /// <summary>The symbols' names as the linker knows them.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such file, or are damaged.</exception>
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 64 || !file[..4].SequenceEqual("\u007fELF"u8) || file[4] != 2 || file[5] != 1)
        {
            throw new InvalidDataException("it is not a 64-bit little-endian ELF file");
        }

        var sections = U64(file, 40);
        var count = Slice(file, 60, 2) is var n ? BinaryPrimitives.ReadUInt16LittleEndian(n) : 0;
        for (var i = 0; i < count; i++)
        {
            var section = Slice(file, sections + (i * SectionSize), SectionSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == DynamicSymbols)
            {
                var link = BinaryPrimitives.ReadUInt32LittleEndian(section[40..]);
                var names = Slice(file, sections + (link * SectionSize), SectionSize);
                return Names(Content(file, section), Content(file, names));
            }
        }

        throw new InvalidDataException("it has no table of dynamic symbols");
    }

    private static List<string> Names(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> texts)
    {
        var names = new List<string>();
        for (var at = 0; at + SymbolSize <= symbols.Length; at += SymbolSize)
        {
            var name = BinaryPrimitives.ReadUInt32LittleEndian(symbols[at..]);
            var isWeak = symbols[at + 4] >> 4 == 2;
            var isUndefined = BinaryPrimitives.ReadUInt16LittleEndian(symbols[(at + 6)..]) == 0;
            if (isUndefined && !isWeak && name > 0)
            {
                var text = name < texts.Length ? texts[(int)name..] : throw new InvalidDataException("a symbol's name lies outside its table");
                var end = text[..Math.Min(text.Length, LongestName)].IndexOf((byte)0);
                names.Add(end >= 0 ? Encoding.ASCII.GetString(text[..end]) : throw new InvalidDataException("a symbol's name has no end"));
            }
        }

        return names;
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file, ReadOnlySpan<byte> section) =>
        Slice(file, U64(section, 24), U64(section, 32));

    private static long U64(ReadOnlySpan<byte> file, long at) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Slice(file, at, 8)) is var value and <= int.MaxValue ? (long)value : throw new InvalidDataException("it names a place past its end");

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, long at, long length) =>
        at >= 0 && at <= file.Length - length ? file.Slice((int)at, (int)length) : throw new InvalidDataException($"it ends before byte {at + length}");
}
