using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace HubAnalyzers.SavedModel.Archives;

/// <summary>
/// Reads a tar stream entry by entry: V7, USTAR, GNU (long names, binary sizes) and PAX (path, size). The SDK's own reader takes
/// headers of any claimed length into memory; here nothing longer than <see cref="LargestHeader"/> is ever read at once.
/// </summary>
internal sealed class TarReader(Stream stream, string file)
{
    public const int BlockSize = 512;
    private const int LargestHeader = 64 * 1024;
    private const string Remedy = "fetch the archive again";
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _block = new byte[BlockSize];
    private long _position;
    private long _rest;

    /// <summary>The next file, folder or oddity; null at the end of the archive.</summary>
    public TarEntry? Next()
    {
        Skip(_rest);
        _rest = 0;
        string? longName = null;
        string? paxPath = null;
        long? paxSize = null;
        while (true)
        {
            if (!TryReadBlock())
            {
                return null;
            }

            CheckSum();
            var size = Number(124, 12, "size");
            var type = (char)_block[156];
            switch (type)
            {
                case 'L':
                    longName = Text(ReadHeader(size)).TrimEnd('\0');
                    continue;
                case 'x':
                    (paxPath, paxSize) = Pax(ReadHeader(size), paxPath, paxSize);
                    continue;
                case 'K' or 'g':
                    ReadHeader(size);
                    continue;
                default:
                    var kind = KindOf(type);
                    var length = kind == TarEntryKind.File ? paxSize ?? size : 0;
                    _rest = Padded(length);
                    return new TarEntry(paxPath ?? longName ?? Name(), kind, length);
            }
        }
    }

    /// <summary>Copies the current file's content.</summary>
    public void CopyTo(Stream destination, long size, byte[] buffer)
    {
        for (var left = size; left > 0;)
        {
            var read = Read(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
            destination.Write(buffer, 0, read);
            left -= read;
            _rest -= read;
        }
    }

    private static TarEntryKind KindOf(char type) => type switch
    {
        '0' or '\0' or '7' => TarEntryKind.File,
        '5' => TarEntryKind.Folder,
        '1' => TarEntryKind.HardLink,
        '2' => TarEntryKind.SymbolicLink,
        '3' or '4' or '6' => TarEntryKind.Device,
        _ => TarEntryKind.Other,
    };

    private static long Padded(long size) => (size + BlockSize - 1) / BlockSize * BlockSize;

    /// <summary>False at the end: a block of zeros, or no further byte where a block should start.</summary>
    private bool TryReadBlock()
    {
        var first = stream.Read(_block, 0, 1);
        if (first == 0)
        {
            return false;
        }

        _position++;
        for (var filled = 1; filled < BlockSize;)
        {
            filled += Read(_block.AsSpan(filled));
        }

        return _block.AsSpan().ContainsAnyExcept((byte)0);
    }

    /// <summary>A header block's own sum tells a tar from anything else.</summary>
    private void CheckSum()
    {
        var sum = 0L;
        for (var i = 0; i < BlockSize; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : _block[i];
        }

        if (sum != Number(148, 8, "checksum"))
        {
            throw Damaged("a header's checksum is wrong: this is no tar archive, or it is damaged");
        }
    }

    private byte[] ReadHeader(long size)
    {
        if (size is < 0 or > LargestHeader)
        {
            throw Damaged($"a header claims {size} bytes, more than it may have ({LargestHeader})");
        }

        var bytes = new byte[Padded(size)];
        for (var filled = 0; filled < bytes.Length;)
        {
            filled += Read(bytes.AsSpan(filled));
        }

        return bytes.AsSpan(0, (int)size).ToArray();
    }

    private int Read(Span<byte> destination)
    {
        int read;
        try
        {
            read = stream.Read(destination);
        }
        catch (InvalidDataException e)
        {
            throw Damaged("its compression is damaged: " + e.Message, e);
        }

        _position += read;
        return read > 0 ? read : throw Damaged("it ends in the middle of an entry");
    }

    private void Skip(long count)
    {
        Span<byte> waste = stackalloc byte[4096];
        while (count > 0)
        {
            count -= Read(waste[..(int)Math.Min(count, waste.Length)]);
        }
    }

    private string Name()
    {
        var name = Text(Field(0, 100));
        var isUstar = _block.AsSpan(257, 6).SequenceEqual("ustar\0"u8);
        var prefix = isUstar ? Text(Field(345, 155)) : "";
        return prefix.Length > 0 ? prefix + "/" + name : name;
    }

    private ReadOnlySpan<byte> Field(int start, int length)
    {
        var field = _block.AsSpan(start, length);
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    private string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (ArgumentException e)
        {
            throw Damaged("a name in it is not UTF-8", e);
        }
    }

    /// <summary>Octal digits, or GNU's binary form where the first bit is set.</summary>
    private long Number(int start, int length, string what)
    {
        var field = _block.AsSpan(start, length);
        var value = 0L;
        if ((field[0] & 0x80) != 0)
        {
            for (var i = 0; i < length; i++)
            {
                if (value > long.MaxValue >> 8)
                {
                    throw Damaged($"an entry's {what} is impossible");
                }

                value = (value << 8) | (byte)(i == 0 ? field[0] & 0x7f : field[i]);
            }

            return value;
        }

        foreach (var b in field.Trim((byte)' '))
        {
            if (b is 0 or (byte)' ')
            {
                break;
            }

            value = b is >= (byte)'0' and <= (byte)'7' && value <= long.MaxValue >> 3 ? (value << 3) | (long)(b - '0') : throw Damaged($"an entry's {what} is no number");
        }

        return value;
    }

    /// <summary>Records "LENGTH KEY=VALUE\n"; only the two that change what is read matter.</summary>
    private (string? Path, long? Size) Pax(byte[] header, string? path, long? size)
    {
        var rest = header.AsSpan();
        while (rest.Length > 0)
        {
            var space = rest.IndexOf((byte)' ');
            if (space <= 0 || !int.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space + 1 || length > rest.Length)
            {
                throw Damaged("an extended header is damaged");
            }

            var record = rest[(space + 1)..length].TrimEnd((byte)'\n');
            if (record.StartsWith("path="u8))
            {
                path = Text(record[5..]);
            }
            else if (record.StartsWith("size="u8))
            {
                size = long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Damaged("an entry's size is no number");
            }

            rest = rest[length..];
        }

        return (path, size);
    }

    private HubModelFormatException Damaged(string problem, Exception? cause = null) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"{problem} (at byte {_position} of the unpacked archive)"), Remedy, cause);
}
