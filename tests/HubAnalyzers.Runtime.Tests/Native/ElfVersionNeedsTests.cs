using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Native;

public sealed class ElfVersionNeedsTests
{
    [Fact]
    public void Only_the_flag_of_the_named_version_changes()
    {
        var original = SyntheticElf.Build();

        var weak = ElfVersionNeeds.MakeWeak(original, LibStdCxxCompat.Version);

        Assert.Equal([SyntheticElf.FlagsOfSecond], Differences(original, weak));
        Assert.Equal(2, weak[SyntheticElf.FlagsOfSecond]);
    }

    [Fact]
    public void A_version_whose_name_only_begins_alike_is_left_alone()
    {
        var error = Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.MakeWeak(SyntheticElf.Build(second: "GLIBCXX_3.4.321"), LibStdCxxCompat.Version));
        Assert.Contains("GLIBCXX_3.4.32", error.Message);
    }

    [Fact]
    public void No_truncation_is_read_past_its_end()
    {
        var whole = SyntheticElf.Build();
        for (var length = 0; length < 350; length++)
        {
            Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.MakeWeak(whole.AsSpan(0, length), LibStdCxxCompat.Version));
        }
    }

    [Fact]
    public void A_table_that_points_at_itself_ends_in_an_error()
    {
        var file = SyntheticElf.Build(second: "GLIBCXX_3.4.30");
        file[232] = file[233] = 0xff; // 65535 needs,
        file[258] = file[259] = 0xff; // each with 65535 entries, all of them at the same place.
        file[288 + 12] = 0;

        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.MakeWeak(file, LibStdCxxCompat.Version));
    }

    [Fact]
    public void Random_damage_never_ends_in_another_exception()
    {
        var random = new Random(7);
        for (var round = 0; round < 5000; round++)
        {
            var file = SyntheticElf.Build();
            for (var i = 0; i < 3; i++)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.Single(Differences(file, ElfVersionNeeds.MakeWeak(file, LibStdCxxCompat.Version)).DefaultIfEmpty());
            }
            catch (Exception e) when (e is InvalidDataException or OverflowException)
            {
                // The two that the caller turns into a message.
            }
        }
    }

    [Fact]
    public void The_copy_is_cached_by_content_and_a_spoiled_one_is_replaced()
    {
        using var folder = new TempFolder();
        var bridge = folder.File("libBridge.so");
        File.WriteAllBytes(bridge, SyntheticElf.Build());

        var copy = LibStdCxxCompat.WriteWeakCopy(bridge, folder.File("cache"));
        var expected = File.ReadAllBytes(copy);
        File.WriteAllBytes(copy, new byte[512]);

        Assert.Equal(copy, LibStdCxxCompat.WriteWeakCopy(bridge, folder.File("cache")));
        Assert.Equal(expected, File.ReadAllBytes(copy));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(copy)!));
        Assert.Equal(SyntheticElf.Build(), File.ReadAllBytes(bridge));
    }

    [Fact]
    public void A_damaged_bridge_is_named_with_the_remedy()
    {
        using var folder = new TempFolder();
        var bridge = folder.File("libBridge.so");
        File.WriteAllText(bridge, "version https://git-lfs.github.com/spec/v1");

        var error = Assert.Throws<HubNativeLibraryException>(() => LibStdCxxCompat.WriteWeakCopy(bridge, folder.File("cache")));

        Assert.Equal($"{bridge}: damaged, it is not a 64-bit little-endian ELF file; restore the TorchSharp package again", error.Message);
    }

    [SkippableFact]
    public void In_the_real_bridge_one_byte_differs()
    {
        var bridge = TorchNative.ProbingFolders().Select(static f => Path.Combine(f, "libLibTorchSharp.so")).FirstOrDefault(File.Exists);
        Skip.If(bridge is null, "no Linux bridge on this machine");
        var original = File.ReadAllBytes(bridge!);

        var at = Assert.Single(Differences(original, ElfVersionNeeds.MakeWeak(original, LibStdCxxCompat.Version)));

        // vna_hash precedes the flags: the System V hash of the version's name, computed here from its definition.
        uint hash = 0;
        foreach (var c in LibStdCxxCompat.Version)
        {
            hash = (hash << 4) + c;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        Assert.Equal(hash, BitConverter.ToUInt32(original, at - 4));
    }

    private static int[] Differences(byte[] a, byte[] b) => [.. Enumerable.Range(0, a.Length).Where(i => a[i] != b[i])];
}
