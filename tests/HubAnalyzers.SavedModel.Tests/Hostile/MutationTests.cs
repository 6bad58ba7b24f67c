using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
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
    private static string Carried => Repository.PathOf("samples", "models", "shapes_mobilenet");

    [Fact]
    public void A_changed_graph_is_read_or_refused() => Survive("saved_model.pb", File.ReadAllBytes(Path.Combine(Carried, "saved_model.pb")), 120);

    [Fact]
    public void A_changed_small_graph_is_read_or_refused()
    {
        using var folder = new TempFolder();
        foreach (var model in Small())
        {
            model.Write(folder.Path);
            var file = folder.File("saved_model.pb");
            var original = File.ReadAllBytes(file);
            foreach (var seed in Fuzz.Seeds(250))
            {
                File.WriteAllBytes(file, new Mutator(seed).Mutate(original));
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
        foreach (var seed in Fuzz.Seeds(60))
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

        foreach (var seed in Fuzz.Seeds(60))
        {
            TensorBundleWriter.Write(prefix, [TensorBundleTensor.String("_CHECKPOINTABLE_OBJECT_GRAPH", new Mutator(seed).Mutate(graph))]);
            ReadOrRefuse(copy.Path, seed);
        }
    }

    [Fact]
    public void Changed_Keras_metadata_is_read_or_refused()
    {
        using var copy = new ModelCopy(Carried);
        var metadata = new Wire.Keras.SavedMetadata();
        for (var node = 0; node < 20; node++)
        {
            metadata.Nodes.Add(new Wire.Keras.SavedObject { NodeId = node, NodePath = $"root.layer-{node}", Identifier = "_tf_keras_layer", Metadata = $$"""{"name": "l{{node}}", "class_name": "Conv2D", "trainable": true}""" });
        }

        var original = metadata.ToByteArray();
        foreach (var seed in Fuzz.Seeds(60))
        {
            File.WriteAllBytes(Path.Combine(copy.Path, "keras_metadata.pb"), new Mutator(seed).Mutate(original));
            ReadOrRefuse(copy.Path, seed);
        }
    }

    [Fact]
    public void A_changed_Snappy_block_is_read_or_refused()
    {
        // "abcd", then a copy of 60 bytes from 4 back, then a long literal.
        byte[] block = [104, 3 << 2, .. "abcd"u8, (59 << 2) | 2, 4, 0, 60 << 2, 39, .. Enumerable.Repeat((byte)'x', 40)];
        Assert.Equal(string.Concat(Enumerable.Repeat("abcd", 16)) + new string('x', 40), System.Text.Encoding.ASCII.GetString(Snappy.Decompress(block)!));
        foreach (var seed in Fuzz.Seeds(5_000))
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
        foreach (var seed in Fuzz.Seeds(times))
        {
            File.WriteAllBytes(file, new Mutator(seed).Mutate(original));
            ReadOrRefuse(copy.Path, seed);
        }
    }

    private static void ReadOrRefuse(string folder, int seed) => Bounded.Run(seed, () => ManifestFile.Write(ModelInspector.Inspect(folder)));

    private static void ReadEveryTensorOrRefuse(string prefix, int seed) => Bounded.Run(seed, () =>
    {
        using var bundle = TensorBundleReader.Open(prefix);
        foreach (var key in bundle.Keys)
        {
            bundle.ReadBytes(key);
        }
    });
}
