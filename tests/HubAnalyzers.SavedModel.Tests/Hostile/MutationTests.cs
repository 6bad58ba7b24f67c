using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Tests.Inspection;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Hostile;

/// <summary>
/// Damaged and hostile files, from seeds: a model is read, or refused in one line. Never another exception, never long, never much memory.
/// </summary>
public sealed class MutationTests
{
    // An honest reading of the carried model takes a few milliseconds and 10 MB.
    private const long MostBytes = 1L << 28;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    private static string Carried => Repository.PathOf("samples", "models", "shapes_mobilenet");

    [Fact]
    public void A_changed_graph_is_read_or_refused() => Survive("saved_model.pb", File.ReadAllBytes(Path.Combine(Carried, "saved_model.pb")), 120);

    [Fact]
    public void A_changed_small_graph_is_read_or_refused()
    {
        using var folder = new TempFolder();
        var seed = 0;
        foreach (var model in Small())
        {
            model.Write(folder.Path);
            var file = folder.File("saved_model.pb");
            var original = File.ReadAllBytes(file);
            for (var i = 0; i < 250; i++)
            {
                File.WriteAllBytes(file, new Mutator(seed++).Mutate(original));
                ReadOrRefuse(folder.Path, seed);
            }
        }
    }

    [Fact]
    public void A_changed_index_is_read_or_refused() => Survive("variables/variables.index", File.ReadAllBytes(Path.Combine(Carried, "variables", "variables.index")), 60);

    [Fact]
    public void An_index_with_changed_entries_and_right_checksums_is_read_or_refused()
    {
        using var copy = new ModelCopy(Carried);
        var index = Path.Combine(copy.Path, "variables", "variables.index");
        var entries = TableReader.ReadAll(File.ReadAllBytes(index), index).Select(static e => (e.Key, Value: e.Value.ToArray())).ToList();
        for (var seed = 0; seed < 60; seed++)
        {
            var mutator = new Mutator(seed);
            var changed = seed % entries.Count;
            using (var stream = File.Create(index))
            {
                TableWriter.Write(stream, entries.Select((e, i) => (e.Key, i == changed ? mutator.Mutate(e.Value) : e.Value)));
            }

            ReadOrRefuse(copy.Path, seed);
            ReadEveryTensorOrRefuse(Path.Combine(copy.Path, "variables", "variables"), seed);
        }
    }

    [Fact]
    public void A_changed_object_graph_of_the_checkpoint_is_read_or_refused()
    {
        using var copy = new ModelCopy(Carried);
        var prefix = Path.Combine(copy.Path, "variables", "variables");
        byte[] graph;
        using (var bundle = TensorBundleReader.Open(prefix))
        {
            graph = bundle.ReadStrings("_CHECKPOINTABLE_OBJECT_GRAPH")[0];
        }

        for (var seed = 0; seed < 60; seed++)
        {
            TensorBundleWriter.Write(prefix, [TensorBundleTensor.String("_CHECKPOINTABLE_OBJECT_GRAPH", new Mutator(seed).Mutate(graph))]);
            ReadOrRefuse(copy.Path, seed);
        }
    }

    [Fact]
    public void A_changed_Snappy_block_is_read_or_refused()
    {
        // "abcd", then a copy of 60 bytes from 4 back, then a long literal.
        byte[] block = [104, 3 << 2, .. "abcd"u8, (59 << 2) | 2, 4, 0, 60 << 2, 39, .. Enumerable.Repeat((byte)'x', 40)];
        Assert.Equal(string.Concat(Enumerable.Repeat("abcd", 16)) + new string('x', 40), System.Text.Encoding.ASCII.GetString(Snappy.Decompress(block)!));
        for (var seed = 0; seed < 5_000; seed++)
        {
            var output = Snappy.Decompress(new Mutator(seed).Mutate(block));
            Assert.True(output is null || output.Length < 64 * 1024);
        }
    }

    private static IEnumerable<TinyModel> Small()
    {
        yield return new TinyModel().Variable("net/dense/kernel", [3, 2])
            .Node("read", "ReadVariableOp", ["net_dense_kernel"])
            .Node("y", "MatMul", ["x", "read:value:0"])
            .Node("stop", "StopGradient", ["y:product:0"])
            .Returns("y:product:0").Returns("stop:output:0");
        yield return new TinyModel().Variable("net/cell/kernel", [3, 3]).Variable("net/bn/gamma", [3])
            .Function("cond", ["a", "w"], "less:z:0", TinyModel.MakeNode("less", "Less", ["a", "a"]))
            .Function("body", ["a", "w"], "m:product:0", TinyModel.MakeNode("r", "ReadVariableOp", ["w"]), TinyModel.MakeNode("m", "MatMul", ["a", "r:value:0"]))
            .Node("while", "While", ["x", "net_cell_kernel"], ("cond", TinyModel.Func("cond")), ("body", TinyModel.Func("body")))
            .Node("call", "PartitionedCall", ["while:output:0", "net_bn_gamma"], ("f", TinyModel.Func("body")))
            .Returns("call:output:0");
    }

    private static void Survive(string relative, byte[] original, int times)
    {
        using var copy = new ModelCopy(Carried);
        var file = Path.Combine(copy.Path, relative);
        for (var seed = 0; seed < times; seed++)
        {
            File.WriteAllBytes(file, new Mutator(seed).Mutate(original));
            ReadOrRefuse(copy.Path, seed);
        }
    }

    private static void ReadOrRefuse(string folder, int seed) => Bounded(seed, () => ManifestFile.Write(ModelInspector.Inspect(folder)));

    private static void ReadEveryTensorOrRefuse(string prefix, int seed) => Bounded(seed, () =>
    {
        using var bundle = TensorBundleReader.Open(prefix);
        foreach (var key in bundle.Keys)
        {
            bundle.ReadBytes(key);
        }
    });

    private static void Bounded(int seed, Action read)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (HubModelFormatException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
        catch (Exception e)
        {
            Assert.Fail($"seed {seed}: {e}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostBytes, $"seed {seed}: {allocated} bytes");
        Assert.True(clock.Elapsed < _longest, $"seed {seed}: {clock.Elapsed}");
    }
}
