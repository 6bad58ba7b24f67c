using System;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Archives;

public sealed class ModelArchiveTests : IDisposable
{
    private static readonly byte[] _end = new byte[1024];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TarEntryFormat.V7, "")]
    [InlineData(TarEntryFormat.Ustar, "")]
    [InlineData(TarEntryFormat.Pax, "")]
    [InlineData(TarEntryFormat.Gnu, "")]
    [InlineData(TarEntryFormat.Gnu, "./")]
    [InlineData(TarEntryFormat.Pax, "a-folder-of-a-very-long-name-that-no-old-header-has-room-for/and-one-more-below-it-of-the-same-sort-to-be-sure/model/")]
    [InlineData(TarEntryFormat.Gnu, "a-folder-of-a-very-long-name-that-no-old-header-has-room-for/and-one-more-below-it-of-the-same-sort-to-be-sure/model/")]
    public void Every_form_of_tar_unpacks_to_the_same_bytes(TarEntryFormat format, string prefix)
    {
        var archive = Save(TarBall.OfFolder(CarriedModel.Folder, prefix, format));
        var model = ModelArchive.Extract(archive, _folder.File("out"));
        Assert.Equal(ModelDigest.Compute(CarriedModel.Folder).Digest, ModelDigest.Compute(model).Digest);
    }

    [Fact]
    public void An_uncompressed_tar_is_an_archive_too()
    {
        using var stream = new MemoryStream();
        TarFile.CreateFromDirectory(CarriedModel.Folder, stream, includeBaseDirectory: false);
        var archive = Save(stream.ToArray());
        Assert.True(ModelArchive.IsArchive(archive));
        Assert.Equal(ModelDigest.Compute(CarriedModel.Folder).Digest, ModelDigest.Compute(ModelArchive.Extract(archive, _folder.File("out"))).Digest);
    }

    public static TheoryData<string, byte[], string> Hostile() => new()
    {
        { "parent", TarBall.Gzip(TarBall.Block("../evil", '0', "00000000001\0", [1]), _end), "'../evil' in it leads out" },
        { "parent inside", TarBall.Gzip(TarBall.Block("variables/../../evil", '0', "00000000001\0", [1]), _end), "leads out" },
        { "absolute", TarBall.Gzip(TarBall.Block("/tmp/evil", '0', "00000000001\0", [1]), _end), "leads out" },
        { "drive", TarBall.Gzip(TarBall.Block("C:evil", '0', "00000000001\0", [1]), _end), "leads out" },
        { "backslash", TarBall.Gzip(TarBall.Block("..\\evil", '0', "00000000001\0", [1]), _end), "leads out" },
        { "control character", TarBall.Gzip(TarBall.Block("evil\u001b[2J", '0', "00000000001\0", [1]), _end), "leads out" },
        { "symbolic link", TarBall.Gzip(TarBall.Block("variables", '2', "00000000000\0", link: "/etc"), _end), "'variables' in it is a link" },
        { "hard link", TarBall.Gzip(TarBall.Block("variables", '1', "00000000000\0", link: "/etc/passwd"), _end), "is a link" },
        { "device", TarBall.Gzip(TarBall.Block("null", '3', "00000000000\0"), _end), "is a device" },
        { "pipe", TarBall.Gzip(TarBall.Block("pipe", '6', "00000000000\0"), _end), "is a device or pipe" },
        { "sparse", TarBall.Gzip(TarBall.Block("sparse", 'S', "00000000000\0"), _end), "neither a file nor a folder" },
        { "huge size", TarBall.Gzip(TarBall.Block("saved_model.pb", '0', "77777777777\0"), _end), "claims to unpack to more than" },
        { "huge header", TarBall.Gzip(TarBall.Block("././@LongLink", 'L', "77777777777\0"), _end), "a header claims" },
        { "size that is no number", TarBall.Gzip(TarBall.Block("saved_model.pb", '0', "9999999999x\0"), _end), "is no number" },
        { "PAX path", TarBall.Gzip(TarBall.Block("x", 'x', Octal(18), Encoding.UTF8.GetBytes("18 path=/tmp/evil\n")), TarBall.Block("saved_model.pb", '0', "00000000001\0", [1]), _end), "leads out" },
        { "PAX record longer than its header", TarBall.Gzip(TarBall.Block("x", 'x', Octal(10), Encoding.UTF8.GetBytes("99 path=a\n")), _end), "extended header is damaged" },
        { "name that is not UTF-8", TarBall.Gzip(Broken()), "not UTF-8" },
        { "no tar", TarBall.Gzip(Enumerable.Repeat((byte)'x', 4096).ToArray()), "checksum" },
        { "ends in an entry", TarBall.Gzip(TarBall.Block("saved_model.pb", '0', "00000010000\0", [1])), "ends in the middle" },
        { "no model", TarBall.Gzip(TarBall.Block("readme", '0', "00000000001\0", [1]), _end), "holds no saved_model.pb" },
        { "two models", TarBall.Gzip(TarBall.Block("a/saved_model.pb", '0', "00000000001\0", [1]), TarBall.Block("b/saved_model.pb", '0', "00000000001\0", [1]), _end), "several models, 'a' and 'b'" },
        { "empty", TarBall.Gzip(_end), "holds no saved_model.pb" },
        { "no gzip", [0x1f, 0x8b, 1, 2, 3, 4], "compression is damaged" },
        { "the same file twice", TarBall.Gzip(TarBall.Block("saved_model.pb", '0', "00000000001\0", [1]), TarBall.Block("saved_model.pb", '0', "00000000001\0", [2]), _end), "saved_model.pb" },
        { "deep", TarBall.Gzip(TarBall.Block(string.Concat(Enumerable.Repeat("d/", 30)) + "f", '0', "00000000001\0", [1]), _end), "folders deep" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_or_damaged_archive_is_refused_in_one_line_and_nothing_is_left(string what, byte[] bytes, string problem)
    {
        _ = what;
        var archive = Save(bytes);
        foreach (var run in new[] { ToolRun.Of("inspect", archive), ToolRun.Of("add", archive, "-o", _folder.File("project")) })
        {
            var line = run.Failed(ExitCodes.BadInput);
            Assert.StartsWith(archive, line, StringComparison.Ordinal);
            Assert.Contains(problem, line, StringComparison.Ordinal);
        }

        Assert.Equal([archive], Directory.EnumerateFileSystemEntries(_folder.Path));
        Assert.False(File.Exists("/tmp/evil"));
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_written()
    {
        // 64 MiB of zeros, a thousandth of that when packed.
        var bomb = TarBall.Gzip(TarBall.Block("saved_model.pb", '0', Octal(64 << 20), new byte[64 << 20]), _end);
        Assert.InRange(bomb.Length, 0, 1 << 20);
        var e = Assert.Throws<HubModelFormatException>(() => ModelArchive.Extract(Save(bomb), _folder.File("out"), new ArchiveLimits { HarmlessBytes = 1 << 20, Ratio = 20 }));
        Assert.Contains("claims to unpack", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("out")));
    }

    [Fact]
    public void An_archive_of_too_many_entries_is_refused()
    {
        var blocks = Enumerable.Range(0, 50).Select(static i => TarBall.Block("f" + i, '0', "00000000000\0")).ToArray();
        var e = Assert.Throws<HubModelFormatException>(() => ModelArchive.Extract(Save(TarBall.Gzip(blocks)), _folder.File("out"), new ArchiveLimits { Entries = 10 }));
        Assert.Contains("more than 10 entries", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(0.9999)]
    public void A_download_that_was_cut_anywhere_is_refused(double part)
    {
        var whole = TarBall.OfFolder(CarriedModel.Folder);
        Assert.Throws<HubModelFormatException>(() => ModelArchive.Extract(Save(whole[..(int)(whole.Length * part)]), _folder.File("out")));
    }

    [Fact]
    public void A_model_in_an_archive_is_inspected_as_in_a_folder_and_named_after_the_archive()
    {
        File.WriteAllBytes(_folder.File("shapes_mobilenet.tar.gz"), TarBall.OfFolder(CarriedModel.Folder));
        Assert.Equal(
            ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json").Done(),
            ToolRun.Of("inspect", _folder.File("shapes_mobilenet.tar.gz"), "--format", "json").Done());
    }

    [Fact]
    public void A_damaged_file_in_an_archive_is_named_with_the_archive()
    {
        var model = CarriedModel.CopyTo(_folder);
        CarriedModel.Change(Path.Combine(model, "saved_model.pb"), static b => b[..1000]);
        var archive = Save(TarBall.OfFolder(model));
        Assert.StartsWith(archive + "!saved_model.pb: it is truncated", ToolRun.Of("inspect", archive).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    private static string Octal(long size) => Convert.ToString(size, 8).PadLeft(11, '0') + "\0";

    private static byte[] Broken()
    {
        var block = TarBall.Block("xx", '0', "00000000000\0");
        block[0] = 0xff;
        var sum = block.Select((b, i) => i is >= 148 and < 156 ? 32 : b).Sum();
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(block, 148);
        return block;
    }

    private string Save(byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("archive.tar.gz"), bytes);
        return _folder.File("archive.tar.gz");
    }
}
