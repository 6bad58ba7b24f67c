using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>A call in training mode: batch normalization follows its layer, dropout is at work, nothing else moves.</summary>
public sealed class TrainingCallTests : IDisposable
{
    private static readonly float[] _batch = [1, 2, 3, 5, 4, 3, 0, 0, 0, 2, -2, 6];

    private readonly TempFolder _folder = new();
    private int _written;

    public static TheoryData<string> Forms => ["V3, the operation moves", "V2, the trace moves", "V1, the trace moves", "V3, the mode is a tensor", "spelled out, subtracting", "spelled out, assigning"];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Forms))]
    public void A_frozen_batch_norm_normalizes_by_its_moving_statistics_in_both_modes(string form)
    {
        foreach (var policy in Enum.GetValues<BatchNormPolicy>())
        {
            using var model = Load(Written(form), policy);
            using var batch = Batch(model);

            using var inference = model.Call(batch);
            using var training = model.Call(batch, training: true);

            Assert.Equal(inference.data<float>().ToArray(), training.data<float>().ToArray());
            Assert.Equal([1, 0, -1], Values(model, "moving_mean"));
            Assert.Equal([4, 1, 9], Values(model, "moving_variance"));
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Under_affine_gamma_and_beta_get_gradients_and_the_statistics_stay(string form)
    {
        using var model = Load(Written(form), BatchNormPolicy.Affine);
        using var batch = Batch(model);
        model.GetLayer(BatchNormModels.Norm).Trainable = true;

        using var inference = model.Call(batch);
        using var training = model.Call(batch, training: true);
        training.sum().backward();

        Assert.Equal(inference.data<float>().ToArray(), training.data<float>().ToArray());
        Assert.Equal([4f, 4, 4], Of(model, "beta").Value.grad!.data<float>().ToArray());
        Assert.NotNull(Of(model, "gamma").Value.grad);
        Assert.Equal([1, 0, -1], Values(model, "moving_mean"));
        Assert.Equal([4, 1, 9], Values(model, "moving_variance"));
    }

    // Columns of the batch: (1, 5, 0, 2), (2, 4, 0, -2), (3, 3, 0, 6). Means 2, 1, 3; sums of squared distances 14, 20, 18.
    [Theory, MemberData(nameof(Forms))]
    public void Under_any_a_batch_norm_that_trains_follows_its_batch_and_its_averages_move_as_TensorFlow_moves_them(string form)
    {
        using var model = Load(Written(form), BatchNormPolicy.Any);
        using var batch = Batch(model);
        model.GetLayer(BatchNormModels.Norm).Trainable = true;

        using var training = model.Call(batch, training: true);

        // Normalized by the variance of the batch; the fused operation moves its average by Bessel's unbiased one, Keras' own spelling does not.
        double[] mean = [2, 1, 3], squares = [14, 20, 18], gamma = [1, 2, 3], beta = [0, 1, -1];
        var divisor = form.StartsWith("spelled", StringComparison.Ordinal) ? 4 : 3;
        var expected = _batch.Select((x, i) => (gamma[i % 3] * (x - mean[i % 3]) / Math.Sqrt((squares[i % 3] / 4) + BatchNormModels.Epsilon)) + beta[i % 3]);
        AssertClose(expected, training.data<float>().ToArray());
        AssertClose([(1 * 0.9) + (2 * 0.1), 1 * 0.1, (-1 * 0.9) + (3 * 0.1)], Values(model, "moving_mean"));
        AssertClose([(4 * 0.9) + (squares[0] / divisor * 0.1), 0.9 + (squares[1] / divisor * 0.1), (9 * 0.9) + (squares[2] / divisor * 0.1)], Values(model, "moving_variance"));
    }

    [Theory, MemberData(nameof(Forms))]
    public void Inference_moves_nothing_whatever_trains(string form)
    {
        using var model = Load(Written(form), BatchNormPolicy.Any);
        using var batch = Batch(model);
        model.GetLayer(BatchNormModels.Norm).Trainable = true;

        model.Call(batch).Dispose();

        Assert.Equal([1, 0, -1], Values(model, "moving_mean"));
        Assert.Equal([4, 1, 9], Values(model, "moving_variance"));
    }

    [Fact]
    public void Switching_a_batch_norm_on_and_off_between_calls_is_honoured()
    {
        using var model = Load(BatchNormModels.Fused(), BatchNormPolicy.Any);
        using var batch = Batch(model);
        var norm = model.GetLayer(BatchNormModels.Norm);
        for (var round = 0; round < 3; round++)
        {
            var before = Values(model, "moving_mean");
            norm.Trainable = true;
            model.Call(batch, training: true).Dispose();
            Assert.NotEqual(before, before = Values(model, "moving_mean"));

            norm.Trainable = false;
            model.Call(batch, training: true).Dispose();
            Assert.Equal(before, Values(model, "moving_mean"));
        }
    }

    [Fact]
    public void A_mode_that_is_a_tensor_is_no_input()
    {
        using var model = Load(BatchNormModels.FusedForBothModes(), BatchNormPolicy.Frozen);

        Assert.True(model.HasTrainingTrace);
        Assert.Equal(["x"], model.Facts.Interface.Inputs.Select(static i => i.Name));
    }

    [Fact]
    public void A_batch_norm_that_keeps_its_statistics_elsewhere_is_refused_by_the_name_of_its_layer()
    {
        // The variance moves by a form that no average has.
        var model = BatchNormModels.Variables(new WrittenModel { Input = [-1, 3] })
            .Trace(training: false, f => f.Returns(BatchNormModels.Normalized(f, f.Read(BatchNormModels.Norm + "/moving_mean"), f.Read(BatchNormModels.Norm + "/moving_variance"))))
            .Trace(training: true, f =>
            {
                var mean = f.Reduce("Mean", "x", keep: false, 0);
                var variance = f.Reduce("Mean", f.Two("SquaredDifference", "x", mean), keep: false, 0);
                f.Returns(BatchNormModels.Normalized(f, mean, variance));
                BatchNormModels.MoveBySubtraction(f, BatchNormModels.Norm + "/moving_mean", mean);
                f.Assign("AssignVariableOp", BatchNormModels.Norm + "/moving_variance", f.Two("Maximum", f.Read(BatchNormModels.Norm + "/moving_variance"), variance));
            });
        using var loaded = Load(model, BatchNormPolicy.Frozen);
        using var batch = Batch(loaded);

        loaded.Call(batch).Dispose();
        var error = Assert.Throws<HubModelFormatException>(() => loaded.Call(batch, training: true));

        Assert.Contains("the batch normalization 'net/bn' moves 'net/bn/moving_variance' in a form that is not understood", error.Message);
    }

    [Fact]
    public void A_batch_norm_spelled_out_that_moves_nothing_is_refused_since_it_would_follow_its_batch()
    {
        var model = BatchNormModels.Variables(new WrittenModel { Input = [-1, 3] })
            .Trace(training: false, f => f.Returns(BatchNormModels.Normalized(f, f.Read(BatchNormModels.Norm + "/moving_mean"), f.Read(BatchNormModels.Norm + "/moving_variance"))))
            .Trace(training: true, f =>
            {
                var mean = f.Reduce("Mean", "x", keep: false, 0);
                f.Returns(BatchNormModels.Normalized(f, mean, f.Reduce("Mean", f.Two("SquaredDifference", "x", mean), keep: false, 0)));
            });
        using var loaded = Load(model, BatchNormPolicy.Frozen);
        using var batch = Batch(loaded);

        var error = Assert.Throws<HubModelFormatException>(() => loaded.Call(batch, training: true));

        Assert.Contains("the batch normalization 'net/bn' does not use 'net/bn/moving_", error.Message);
    }

    [Fact]
    public void Dropout_is_at_work_in_training_only_and_scales_what_it_keeps()
    {
        using var model = Load(WithDropout(), BatchNormPolicy.Frozen);
        using var ones = torch.ones(400, 3);
        manual_seed(3);

        using var inference = model.Call(ones);
        using var training = model.Call(ones, training: true);
        using var again = model.Call(ones, training: true);

        Assert.All(inference.data<float>().ToArray(), static v => Assert.Equal(2, v));
        var values = training.data<float>().ToArray();
        Assert.All(values, static v => Assert.True(v is 0 or 8, $"{v} is neither dropped nor 2 / (1 - 0.75)"));
        Assert.InRange(values.Count(static v => v > 0), 230, 370);
        Assert.NotEqual(values, again.data<float>().ToArray());
    }

    [Fact]
    public void A_model_without_a_trace_for_training_says_so_and_runs_its_inference()
    {
        var model = new WrittenModel().Weight("net/dense/kernel", [3], 2).Trace(training: null, f => f.Returns(f.Two("Mul", "x", f.Read("net/dense/kernel"))));
        using var loaded = Load(model, BatchNormPolicy.Frozen);
        using var batch = Batch(loaded);

        using var inference = loaded.Call(batch);
        using var training = loaded.Call(batch, training: true);

        Assert.False(loaded.HasTrainingTrace);
        Assert.Equal(inference.data<float>().ToArray(), training.data<float>().ToArray());
    }

    private static WrittenModel WithDropout() => new WrittenModel()
        .Weight("net/scale/kernel", [3], 2)
        .Trace(training: false, f => f.Returns(f.Two("Mul", "x", f.Read("net/scale/kernel"))))
        .Trace(training: true, f =>
        {
            var scaled = f.Two("Mul", f.Two("Mul", "x", f.Read("net/scale/kernel")), f.Number(4));
            var drawn = f.Node("RandomUniform", "output", [f.Node("Shape", "output", [scaled])], ("dtype", new AttrValue { Type = DataType.DtFloat }));
            var kept = f.Node("Cast", "y", [f.Two("GreaterEqual", drawn, f.Number(0.75f))], ("DstT", new AttrValue { Type = DataType.DtFloat }));
            f.Returns(f.Two("Mul", scaled, kept));
        });

    private static WrittenModel Written(string form) => form switch
    {
        "V3, the operation moves" => BatchNormModels.Fused("V3"),
        "V2, the trace moves" => BatchNormModels.Fused("V2", operationMoves: false),
        "V1, the trace moves" => BatchNormModels.Fused("", operationMoves: false),
        "V3, the mode is a tensor" => BatchNormModels.FusedForBothModes(),
        "spelled out, subtracting" => BatchNormModels.SpelledOut(),
        _ => BatchNormModels.SpelledOut("assign"),
    };

    private static Tensor Batch(HubModel model) => tensor(_batch).reshape([4, .. model.Facts.Interface.Inputs[0].Shape!.Skip(1)]);

    private static HubVariable Of(HubModel model, string variable) => model.Variables.Single(v => v.Name == BatchNormModels.Norm + "/" + variable);

    private static float[] Values(HubModel model, string variable) => Of(model, variable).Value.data<float>().ToArray();

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<float> actual) =>
        Assert.All(expected.Zip(actual), static pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-5 * Math.Max(1, Math.Abs(pair.First)), $"{pair.Second} is not {pair.First}"));

    private HubModel Load(WrittenModel model, BatchNormPolicy policy) =>
        HubModel.Load(model.Write(_folder.File($"model{_written++}")), new HubLoadOptions { BatchNormPolicy = policy });
}
