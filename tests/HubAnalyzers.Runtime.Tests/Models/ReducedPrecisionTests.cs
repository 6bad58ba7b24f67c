using System;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>In bfloat16 a model computes roughly the same; ids, sizes and places stay what they are.</summary>
public sealed class ReducedPrecisionTests
{
    private static readonly HubLoadOptions _reduced = new() { Precision = HubPrecision.BFloat16 };

    [SkippableTheory]
    [InlineData("qat-mnist", new long[] { 4, 28, 28 })]
    [InlineData("textvec-attn", new long[] { 2, 150 })]
    [InlineData("gru-simpleton", new long[] { 2, 6 })]
    [InlineData("denoiser-bn", new long[] { 1, 32, 32, 3 })]
    [InlineData("hub-v2-mini", new long[] { 4 })]
    [InlineData("ocr-2shards", new long[] { 1, 64, 32, 3 })]
    [InlineData("mnv1-openmv-complete", new long[] { 2, 160, 120, 1 })]
    [InlineData("potato-tf25-aug", new long[] { 1, 256, 256, 3 })]
    [InlineData("cnn-bn-fire", new long[] { 2, 48, 48, 3 })]
    public void A_real_model_says_nearly_the_same_in_both_modes(string name, long[] shape)
    {
        var folder = SharedModels.Require(name);
        using var full = HubModel.Load(folder);
        using var reduced = HubModel.Load(folder, _reduced);
        manual_seed(4);
        using var x = rand(shape);
        foreach (var training in (bool[])[false, true])
        {
            using var expected = full.Call(x, training);
            using var again = full.Call(x, training);
            using var near = reduced.Call(x, training);

            Assert.True(near.isfinite().all().ToBoolean());
            Assert.Equal(expected.shape, near.shape);

            // Chance draws other numbers.
            if (expected.equal(again).all().ToBoolean())
            {
                Assert.InRange(((near - expected).norm() / expected.norm()).item<float>(), 0, 0.08f);
            }
        }
    }

    [SkippableFact]
    public void Ids_that_a_real_model_takes_as_floats_name_the_same_words()
    {
        var folder = SharedModels.Require("embed-spam-tf21");
        using var full = HubModel.Load(folder);
        using var reduced = HubModel.Load(folder, _reduced);
        manual_seed(4);

        // Messages of two words, ids beyond what bfloat16 counts.
        using var ids = cat([zeros(64, 6), randint(257, 600, [64, 2], ScalarType.Int64).to(ScalarType.Float32)], 1);

        using var expected = full.Call(ids);
        using var near = reduced.Call(ids);

        Assert.True(expected.max().item<float>() > 0.5f && expected.min().item<float>() < 0.5f);
        Assert.InRange((near - expected).abs().max().item<float>(), 0, 0.05f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ids_stay_exact_through_arithmetic_and_from_the_frozen_part_to_the_trained(bool trains)
    {
        using var folder = new TempFolder();
        var path = Looked().Write(folder.File("model"));
        using var reduced = HubModel.Load(path, _reduced);
        var table = reduced.GetLayer("net/table").Variables[0];
        using (no_grad())
        {
            // Each row holds its parity, which bfloat16 does.
            table.Value.copy_(arange(1000, dtype: ScalarType.Float32) % 2);
        }

        table.Trainable = trains;
        using var ids = tensor(new float[] { 256, 257, 258, 511, 777, 998 });

        using var rows = reduced.Call(ids);

        // One is added on the way.
        Assert.Equal([1f, 0, 1, 0, 0, 1], rows.data<float>().ToArray());
    }

    private static WrittenModel Looked()
    {
        return new WrittenModel { Input = [-1] }.Weight("net/table/embeddings", [1000], 0).Trace(training: false, Write).Trace(training: true, Write);

        static void Write(WrittenModel.Function f)
        {
            var next = f.Two("AddV2", "x", f.Number(1));
            var id = f.Node("Cast", "y", [next], ("SrcT", new AttrValue { Type = DataType.DtFloat }), ("DstT", new AttrValue { Type = DataType.DtInt32 }));
            f.Returns(f.Node("GatherV2", "output", [f.Read("net/table/embeddings"), id, f.Numbers(0)]));
        }
    }
}
