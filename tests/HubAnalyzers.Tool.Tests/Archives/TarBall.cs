using System;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace HubAnalyzers.Tool.Tests.Archives;

/// <summary>Makes archives, with the SDK's writer where it allows what a test needs, and block by block where not.</summary>
internal static class TarBall
{
    /// <summary>A folder's files as a .tar.gz, as publishers make them.</summary>
    public static byte[] OfFolder(string folder, string prefix = "", TarEntryFormat format = TarEntryFormat.Gnu)
    {
        return Write(format, (writer, entry) =>
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var e = entry(TarEntryType.RegularFile, prefix + Path.GetRelativePath(folder, file).Replace('\\', '/'));
                e.DataStream = new MemoryStream(File.ReadAllBytes(file));
                writer.WriteEntry(e);
            }
        });
    }

    public static byte[] Write(TarEntryFormat format, Action<TarWriter, Func<TarEntryType, string, TarEntry>> write)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(gzip, format))
        {
            write(writer, (type, name) => format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(type == TarEntryType.RegularFile ? TarEntryType.V7RegularFile : type, name),
                TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                TarEntryFormat.Pax => new PaxTarEntry(type, name),
                _ => new GnuTarEntry(type, name),
            });
        }

        return stream.ToArray();
    }

    /// <summary>One header block with a right checksum, whatever else it says, and content after it.</summary>
    public static byte[] Block(string name, char type, string octalSize, byte[]? content = null, string link = "")
    {
        var block = new byte[512];
        Put(0, name);
        Put(100, "0000644\0");
        Put(108, "0000000\0");
        Put(116, "0000000\0");
        Put(124, octalSize);
        Put(136, "00000000000\0");
        Put(148, "        ");
        block[156] = (byte)type;
        Put(157, link);
        Put(257, "ustar\000");
        Put(148, Convert.ToString(block.Sum(static b => b), 8).PadLeft(6, '0') + "\0 ");
        var padding = new byte[(512 - ((content?.Length ?? 0) % 512)) % 512];
        return [.. block, .. content ?? [], .. padding];

        void Put(int at, string text) => Encoding.UTF8.GetBytes(text).CopyTo(block, at);
    }

    public static byte[] Gzip(params byte[][] parts)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                gzip.Write(part);
            }
        }

        return stream.ToArray();
    }
}
