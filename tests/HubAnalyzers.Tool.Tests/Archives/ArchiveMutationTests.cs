using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Archives;

/// <summary>Damaged and hostile archives, from seeds: unpacked into their folder and nowhere else, within the limits, or refused in one line.</summary>
public sealed class ArchiveMutationTests
{
    private const long MostBytes = 1 << 20;
    private static readonly ArchiveLimits _limits = new() { Bytes = MostBytes, HarmlessBytes = MostBytes, Entries = 100 };

    [Theory]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Ustar)]
    public void A_changed_archive_is_unpacked_into_its_folder_or_refused(TarEntryFormat format)
    {
        var tar = Small(format);
        foreach (var seed in Fuzz.Seeds(150))
        {
            var mutator = new Mutator(seed);

            // Without a right checksum no header's content would ever be looked at: every other one is made right.
            var changed = seed % 2 == 0 ? mutator.Mutate(tar) : InOneHeader(tar, mutator, seed);
            Extract(seed % 3 == 0 ? changed : TarBall.Gzip(changed), seed);
        }
    }

    [Fact]
    public void Changed_compression_is_unpacked_or_refused()
    {
        var archive = TarBall.Gzip(Small(TarEntryFormat.Gnu));
        foreach (var seed in Fuzz.Seeds(200))
        {
            Extract(new Mutator(seed).Mutate(archive), seed);
        }
    }

    private static byte[] Small(TarEntryFormat format)
    {
        var compressed = TarBall.Write(format, (writer, entry) =>
        {
            var deep = format == TarEntryFormat.Ustar ? "" : string.Concat(Enumerable.Repeat("a-folder-of-a-long-name/", 6));
            writer.WriteEntry(entry(TarEntryType.Directory, "variables/"));
            foreach (var (name, size) in new[] { ("saved_model.pb", 700), ("variables/variables.index", 20), ("variables/variables.data-00000-of-00001", 512), ($"assets/{deep}labels.txt", 3) })
            {
                var file = entry(TarEntryType.RegularFile, name);
                file.DataStream = new MemoryStream(Encoding.ASCII.GetBytes(new string('x', size)));
                writer.WriteEntry(file);
            }
        });
        using var tar = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress))
        {
            gzip.CopyTo(tar);
        }

        return tar.ToArray();
    }

    private static byte[] InOneHeader(byte[] tar, Mutator mutator, int seed)
    {
        const int Block = 512;
        var headers = HeadersIn(tar);
        var at = headers[seed % headers.Count];
        var changed = tar.ToArray();
        var header = mutator.Mutate(tar[at..(at + Block)]);
        header.AsSpan(0, Math.Min(header.Length, Block)).CopyTo(changed.AsSpan(at));
        "        "u8.CopyTo(changed.AsSpan(at + 148));
        var sum = changed.AsSpan(at, Block).ToArray().Sum(static b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(changed.AsSpan(at + 148));
        return changed;
    }

    private static List<int> HeadersIn(byte[] tar) => [.. Enumerable.Range(0, tar.Length / 512).Select(static i => i * 512).Where(i => tar.AsSpan(i + 257, 5).SequenceEqual("ustar"u8))];

    private static void Extract(byte[] archive, int seed)
    {
        using var folder = new TempFolder();
        var file = folder.File("model.tar.gz");
        var destination = folder.File("deep/below/out");
        File.WriteAllBytes(file, archive);
        try
        {
            var model = ModelArchive.Extract(file, destination, _limits);
            Assert.True(File.Exists(Path.Combine(model, "saved_model.pb")));
        }
        catch (HubModelFormatException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
        catch (Exception e)
        {
            Assert.Fail($"seed {seed}: {e}");
        }

        var made = Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Where(p => p != file).ToList();
        Assert.All(made, p => Assert.True(p == destination || destination.StartsWith(p, StringComparison.Ordinal) || p.StartsWith(destination + "/", StringComparison.Ordinal), $"seed {seed}: {p}"));
        Assert.All(made, p => Assert.Null(new FileInfo(p).LinkTarget));
        Assert.True(made.Where(File.Exists).Sum(static p => new FileInfo(p).Length) <= MostBytes, $"seed {seed}");
    }
}
