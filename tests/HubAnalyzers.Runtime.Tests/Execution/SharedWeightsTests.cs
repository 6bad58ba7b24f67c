using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Execution;

/// <summary>Values are the mapped checkpoint itself until something changes them, and then the file stays what it was.</summary>
public sealed class SharedWeightsTests : IDisposable
{
    private const int Large = 16 << 20;

    private readonly TempFolder _folder = new();
    private readonly string _prefix;

    public SharedWeightsTests()
    {
        _prefix = _folder.File("variables");
        TensorBundleWriter.Write(_prefix, [
            TensorBundleTensor.Float32("a", [2, 3], [1, 2, 3, 4, 5, 6]),
            TensorBundleTensor.Int64("b", 7),
            TensorBundleTensor.String("c", new byte[] { 1, 2, 3, 4 }),
            TensorBundleTensor.Float32("d", [2], [8, 9]),
            TensorBundleTensor.Float32("e", [0, 4], []),
        ]);
    }

    private string Shard => _prefix + ".data-00000-of-00001";

    [Fact]
    public void A_value_lies_in_the_mapped_shard()
    {
        using var opened = new Opened(_prefix);

        var value = opened.Store["a"];

        Assert.True(opened.Store.IsShared("a"));
        Assert.Equal(new long[] { 2, 3 }, value.shape);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], value.data<float>().ToArray());
        Assert.Equal(7, opened.Store["b"].item<long>());
    }

    [Fact]
    public void A_value_that_does_not_lie_at_a_multiple_of_its_size_is_read_into_memory_of_its_own()
    {
        using var opened = new Opened(_prefix);

        Assert.Equal([8f, 9f], opened.Store["d"].data<float>().ToArray());
        Assert.False(opened.Store.IsShared("d"));
    }

    [Fact]
    public void An_empty_value_has_its_shape()
    {
        using var opened = new Opened(_prefix);

        Assert.Equal(new long[] { 0, 4 }, opened.Store["e"].shape);
        Assert.Empty(opened.Store.ToBytes("e"));
    }

    [Fact]
    public void Whoever_asks_for_memory_of_its_own_gets_it()
    {
        using var opened = new Opened(_prefix, new ImportOptions { MapWeights = false });

        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], opened.Store["a"].data<float>().ToArray());
        Assert.False(opened.Store.IsShared("a"));
    }

    [Fact]
    public void A_value_that_starts_to_train_leaves_the_mapping_and_stays_the_same_tensor()
    {
        using var opened = new Opened(_prefix);
        var value = opened.Store["a"];

        opened.Store.SetRequiresGrad("a", true);

        Assert.Same(value, opened.Store["a"]);
        Assert.False(opened.Store.IsShared("a"));
        Assert.True(value.is_leaf && value.requires_grad);
        value.sum().backward();
        Assert.Equal(6, value.grad!.sum().item<float>());
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], value.data<float>().ToArray());
    }

    [Fact]
    public void No_write_reaches_the_file()
    {
        var before = File.ReadAllBytes(Shard);
        using (var opened = new Opened(_prefix))
        using (torch.no_grad())
        using (var other = torch.full([2, 3], 5f))
        {
            opened.Store["a"].zero_();
            Assert.True(opened.Store.IsShared("a"), "a write past the store goes to pages of this process");
            Assert.Equal(0, opened.Store["a"].sum().item<float>());

            opened.Store.Set("a", other);
            Assert.False(opened.Store.IsShared("a"));
            Assert.Equal(30, opened.Store["a"].sum().item<float>());
        }

        Assert.Equal(before, File.ReadAllBytes(Shard));
    }

    [Fact]
    public void A_tensor_outlives_the_checkpoint_that_it_was_read_from()
    {
        torch.Tensor alias;
        using (var opened = new Opened(_prefix))
        {
            alias = opened.Store["a"].alias();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        using (alias)
        {
            Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], alias.data<float>().ToArray());
        }
    }

    [Fact]
    public void A_flipped_bit_is_told_before_the_value_is_used()
    {
        var bytes = File.ReadAllBytes(Shard);
        bytes[9] ^= 1;
        File.WriteAllBytes(Shard, bytes);
        using var opened = new Opened(_prefix);

        var error = Assert.Throws<HubModelFormatException>(() => opened.Store["a"]);

        Assert.StartsWith($"{Shard}: the checksum of 'a' at byte 0 is ", error.Message);
    }

    [SkippableFact]
    public void A_large_value_is_read_and_written_with_hardly_any_memory()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the memory of a process that is no file's is told by Linux only");
        var prefix = _folder.File("large");
        TensorBundleWriter.Write(prefix, [TensorBundleTensor.Float32("a", [Large], Enumerable.Range(0, Large).Select(static i => (float)i).ToArray())]);
        GC.Collect();
        using var opened = new Opened(prefix);
        var (managed, own) = (GC.GetAllocatedBytesForCurrentThread(), OwnMemory());

        Assert.Equal(Large - 1, opened.Store["a"].max().item<float>());
        opened.Store.Write("a", Stream.Null);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - managed, 0, 4 << 20);
        Assert.InRange(OwnMemory() - own, long.MinValue, Large * sizeof(float) / 2);

        TensorBundleWriter.Rewrite(prefix, _folder.File("copy"), ["a"], opened.Store.Write);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - managed, 0, 8 << 20);
        Assert.Equal(File.ReadAllBytes(prefix + ".index"), File.ReadAllBytes(_folder.File("copy.index")));
    }

    public void Dispose() => _folder.Dispose();

    private static long OwnMemory() => long.Parse(File.ReadLines("/proc/self/status").First(static l => l.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) * 1024;

    /// <summary>A store over every tensor of a checkpoint.</summary>
    private sealed class Opened : IDisposable
    {
        private readonly TensorBundleReader _bundle;

        public Opened(string prefix, ImportOptions? options = null)
        {
            _bundle = TensorBundleReader.Open(prefix);
            Store = new VariableStore(prefix + ".index", _bundle, options);
            Store.Add(_bundle.Keys.Select((key, i) =>
            {
                _bundle.TryGetEntry(key, out var entry);
                return new GraphVariable(i, key, key, entry.WireType, entry.Shape);
            }));
        }

        public VariableStore Store { get; }

        public void Dispose()
        {
            Store.Dispose();
            _bundle.Dispose();
        }
    }
}
