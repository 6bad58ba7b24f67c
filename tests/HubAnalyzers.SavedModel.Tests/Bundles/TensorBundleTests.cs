using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Bundles;

public sealed class TensorBundleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Prefix => _folder.File("variables");

    private string Index => Prefix + ".index";

    private string Shard => Prefix + ".data-00000-of-00001";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_that_cannot_be_written_leave_the_bundle_that_is_there()
    {
        using var folder = new TempFolder();
        var prefix = folder.File("variables");
        TensorBundleWriter.Write(prefix, [TensorBundleTensor.Float32("a", [2], [1, 2]), TensorBundleTensor.Float32("b", [2], [3, 4])]);

        foreach (var wrong in (TensorBundleTensor[][])[
            [TensorBundleTensor.Float32("a", [1], [5]), TensorBundleTensor.Float32("a", [1], [6])],
            [TensorBundleTensor.Float32("a", [1], [5]), TensorBundleTensor.Float32("c", [3], [6])]])
        {
            Assert.Throws<ArgumentException>(() => TensorBundleWriter.Write(prefix, wrong));
            using var reader = TensorBundleReader.Open(prefix);
            Assert.Equal(["a", "b"], reader.Keys);
            Assert.Equal(1f, BitConverter.ToSingle(reader.ReadBytes("a")));
            Assert.Equal(4f, BitConverter.ToSingle(reader.ReadBytes("b"), 4));
        }

        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_bundle_that_cannot_be_written_anew_leaves_the_one_that_is_there()
    {
        using var folder = new TempFolder();
        var (source, to) = (folder.File("source"), folder.File("to"));
        TensorBundleWriter.Write(source, [TensorBundleTensor.Float32("a", [1], [1])]);
        TensorBundleWriter.Write(to, [TensorBundleTensor.Float32("old", [3], [7, 8, 9])]);

        Assert.Throws<ArgumentException>(() => TensorBundleWriter.Rewrite(source, to, ["a"], static (_, s) => s.Write(new byte[4]), [TensorBundleTensor.Float32("b", [2], [1])]));

        using var reader = TensorBundleReader.Open(to);
        Assert.Equal(9f, BitConverter.ToSingle(reader.ReadBytes("old"), 8));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Write();
        using var bundle = TensorBundleReader.Open(Prefix);
        Assert.Equal(["_GRAPH", "a/kernel", "b/step"], bundle.Keys);
        Assert.True(bundle.TryGetEntry("a/kernel", out var entry));
        Assert.Equal(("float32", 24L), (entry.DType, entry.Size));
        Assert.Equal([2L, 3L], entry.Shape);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], MemoryMarshal.Cast<byte, float>(bundle.ReadBytes("a/kernel")).ToArray());
        Assert.Equal(42L, BitConverter.ToInt64(bundle.ReadBytes("b/step")));
        Assert.Equal("hello"u8.ToArray(), Assert.Single(bundle.ReadStrings("_GRAPH")));
    }

    [Fact]
    public void An_index_of_many_blocks_is_read_back()
    {
        var names = Enumerable.Range(0, 20_000).Select(i => $"layer_with_a_long_name_{i:D6}/kernel/.ATTRIBUTES/VARIABLE_VALUE").ToList();
        TensorBundleWriter.Write(Prefix, names.Select((name, i) => TensorBundleTensor.Int64(name, i)));
        using var bundle = TensorBundleReader.Open(Prefix);
        Assert.Equal(names, bundle.Keys);
        Assert.Equal(19_999L, BitConverter.ToInt64(bundle.ReadBytes(names[^1])));
    }

    [Fact]
    public void Rewriting_changes_the_named_tensors_and_no_other_byte()
    {
        Write();
        var destination = _folder.File("copy/variables");
        var bytes = MemoryMarshal.AsBytes<float>(new float[] { 9, 8, 7, 6, 5, 4 }).ToArray();
        TensorBundleWriter.Rewrite(Prefix, destination, new Dictionary<string, ReadOnlyMemory<byte>> { ["a/kernel"] = bytes });

        using var before = TensorBundleReader.Open(Prefix);
        using var after = TensorBundleReader.Open(destination);
        Assert.Equal(bytes, after.ReadBytes("a/kernel"));
        Assert.Equal(before.ReadBytes("b/step"), after.ReadBytes("b/step"));
        Assert.Equal(before.ReadStrings("_GRAPH"), after.ReadStrings("_GRAPH"));
    }

    [SkippableTheory]
    [InlineData("cnn-bn-catdog")]
    [InlineData("mnv1-openmv-complete")]
    [InlineData("ocr-2shards")]
    [InlineData("qat-mnist")]
    public void A_real_bundle_rewritten_without_a_change_is_the_same_to_the_byte(string name)
    {
        var source = Path.Combine(SharedModels.Require(name), "variables", "variables");
        TensorBundleWriter.Rewrite(source, Prefix, new Dictionary<string, ReadOnlyMemory<byte>>());
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(source)!))
        {
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File(Path.GetFileName(file)))), file);
        }
    }

    [SkippableTheory]
    [InlineData("cnn-bn-catdog")]
    [InlineData("mnv1-openmv-complete")]
    [InlineData("ocr-2shards")]
    [InlineData("lstm-spam")]
    public void Every_tensor_of_a_real_bundle_has_the_checksum_that_its_index_states(string name)
    {
        using var bundle = TensorBundleReader.Open(Path.Combine(SharedModels.Require(name), "variables", "variables"));
        Assert.NotEmpty(bundle.Keys);
        foreach (var key in bundle.Keys)
        {
            _ = bundle.TryGetEntry(key, out var entry) && entry.DType == "string" ? bundle.ReadStrings(key).Length : bundle.ReadBytes(key).Length;
        }
    }

    [Fact]
    public void A_missing_index_is_named()
    {
        var error = Assert.Throws<HubModelFormatException>(() => TensorBundleReader.Open(Prefix));
        Assert.Equal(Index, error.File);
        Assert.Contains("does not exist", error.Message);
    }

    [Fact]
    public void An_index_cut_anywhere_is_refused()
    {
        Write();
        var whole = File.ReadAllBytes(Index);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Index, whole[..length]);
            Assert.Throws<HubModelFormatException>(() => TensorBundleReader.Open(Prefix));
        }
    }

    [Fact]
    public void An_index_with_any_byte_changed_is_refused_or_reads_the_same()
    {
        Write();
        var whole = File.ReadAllBytes(Index);
        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 0x5a;
            File.WriteAllBytes(Index, damaged);
            try
            {
                using var bundle = TensorBundleReader.Open(Prefix);
                Assert.Equal(["_GRAPH", "a/kernel", "b/step"], bundle.Keys);
            }
            catch (HubModelFormatException)
            {
                // The documented answer. Bytes that no checksum covers (the footer's padding) may also change nothing.
            }
        }
    }

    [Fact]
    public void A_changed_byte_in_the_shard_is_a_wrong_checksum_that_names_tensor_and_place()
    {
        Write();
        var bytes = File.ReadAllBytes(Shard);
        bytes[^9] ^= 1;
        File.WriteAllBytes(Shard, bytes);
        using var bundle = TensorBundleReader.Open(Prefix);
        var error = Assert.Throws<HubModelFormatException>(() => bundle.ReadBytes("a/kernel"));
        Assert.Contains("checksum of 'a/kernel'", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_shard_that_is_too_short_is_refused_before_anything_is_read()
    {
        Write();
        File.WriteAllBytes(Shard, File.ReadAllBytes(Shard)[..^4]);
        using var bundle = TensorBundleReader.Open(Prefix);
        Assert.Contains("the shard has", Assert.Throws<HubModelFormatException>(() => bundle.ReadBytes("b/step")).Message);
    }

    [Fact]
    public void A_missing_shard_is_named_and_the_index_still_reads()
    {
        Write();
        File.Delete(Shard);
        using var bundle = TensorBundleReader.Open(Prefix);
        Assert.Equal(Shard, Assert.Throws<HubModelFormatException>(() => bundle.ReadBytes("b/step")).File);
    }

    [Fact]
    public void Bytes_that_do_not_fit_the_shape_are_not_written()
    {
        Assert.Throws<ArgumentException>(() => TensorBundleWriter.Write(Prefix, [TensorBundleTensor.Float32("a", [3], [1f])]));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private void Write() => TensorBundleWriter.Write(
        Prefix,
        [
            TensorBundleTensor.Int64("b/step", 42),
            TensorBundleTensor.Float32("a/kernel", [2, 3], [1, 2, 3, 4, 5, 6]),
            TensorBundleTensor.String("_GRAPH", "hello"u8.ToArray()),
        ]);
}
