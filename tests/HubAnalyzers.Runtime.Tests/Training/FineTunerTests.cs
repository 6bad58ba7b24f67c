using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Training;

/// <summary>Training changes what it was asked to change, says so truthfully, and comes out the same for the same seed.</summary>
public sealed class FineTunerTests
{
    private const string ExpandKernel = CarriedModel.Expand + "/kernel";

    [Fact]
    public void Training_one_inner_layer_changes_its_bytes_and_the_heads_and_no_others()
    {
        using var folder = new TempFolder();
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        head.Export(folder.File("before"));

        var result = Train(model, head);
        model.Export(folder.File("after"));
        head.Export(folder.File("after_head"));

        var before = TinyProblem.Hashes(CarriedModel.Folder, "variables", "variables");
        var after = TinyProblem.Hashes(folder.Path, "after", "variables", "variables");
        Assert.Equal(before.Keys, after.Keys);
        var key = model.GetLayer(CarriedModel.Expand).Variables[0].Facts.CheckpointKey;
        Assert.Equal([key], before.Keys.Where(k => before[k] != after[k]));
        Assert.Equal(["head/bias", "head/kernel"], Changed(TinyProblem.Hashes(folder.Path, "before"), TinyProblem.Hashes(folder.Path, "after_head")));

        // The proof says what the files say.
        Assert.Equal([ExpandKernel], result.ProofOfFreeze.Changed);
        Assert.Equal(
            model.Facts.Variables.Select(static v => v.Name).Where(static n => n != ExpandKernel).Order(StringComparer.Ordinal),
            result.ProofOfFreeze.Unchanged.Order(StringComparer.Ordinal));
        Assert.Empty(result.ProofOfFreeze.TrainedButUnchanged);
    }

    [Fact]
    public void With_the_policy_affine_gamma_and_beta_move_and_the_statistics_do_not()
    {
        using var model = CarriedModel.Load(BatchNormPolicy.Affine);
        using var head = new ClassificationHead(model, 2);

        var result = new FineTuner(model, head).Train(
            TinyProblem.Images(), TinyProblem.Images(4, seed: 2), TinyProblem.Options(1, model.GetLayer(CarriedModel.StemNorm)));

        Assert.Equal([CarriedModel.StemNorm + "/beta", CarriedModel.StemNorm + "/gamma"], result.ProofOfFreeze.Changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_weight_that_is_no_number_is_told_by_its_name_before_anything_trains()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        var layer = model.GetLayer(CarriedModel.Expand);
        using (torch.no_grad())
        {
            layer.Variables[0].Value[0, 0, 0, 0] = torch.tensor(float.NaN);
        }

        var error = Assert.Throws<HubModelFormatException>(() => new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), TinyProblem.Options(1, layer)));

        Assert.Contains($"variable '{ExpandKernel}' holds values that are not finite numbers", error.Message);
        Assert.False(model.Trainable);
    }

    [Fact]
    public void With_the_policy_any_the_statistics_of_the_layer_that_trains_move_and_the_proof_says_so()
    {
        using var model = CarriedModel.Load(BatchNormPolicy.Any);
        using var head = new ClassificationHead(model, 2);

        var result = new FineTuner(model, head).Train(
            TinyProblem.Images(), TinyProblem.Images(4, seed: 2), TinyProblem.Options(1, model.GetLayer(CarriedModel.StemNorm)));

        Assert.Equal(
            [CarriedModel.StemNorm + "/beta", CarriedModel.StemNorm + "/gamma", CarriedModel.StemNorm + "/moving_mean", CarriedModel.StemNorm + "/moving_variance"],
            result.ProofOfFreeze.Changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_loss_goes_down_and_the_tiny_problem_is_learnt()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var options = TinyProblem.Options(1, model.GetLayer(CarriedModel.Expand)) with
        {
            Stages = [new FineTuneStage("head", 12, 1e-2), new FineTuneStage("layer", 3, 1e-3) { Layers = [model.GetLayer(CarriedModel.Expand)] }],
        };

        var result = new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(8, seed: 2), options);

        Assert.Equal(15, result.History.Count);
        Assert.True(result.History[^1].Loss < result.History[0].Loss / 4, $"{result.History[0].Loss} to {result.History[^1].Loss}");
        Assert.True(result.History[^1].Loss < result.History[11].Loss, "the second stage learns too");
        Assert.Equal(1, result.AccuracyAfter);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var folder = new TempFolder();
        foreach (var (name, seed) in new[] { ("first", 5UL), ("again", 5UL), ("other", 6UL) })
        {
            using var model = CarriedModel.Load();
            using var head = new ClassificationHead(model, 2, seed: 3);
            Train(model, head, seed);
            model.Export(folder.File(name));
            head.Export(folder.File(name + "_head"));
        }

        foreach (var file in new[] { "saved_model.pb", "variables/variables.index", "variables/variables.data-00000-of-00001" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "first", file)), File.ReadAllBytes(Path.Combine(folder.Path, "again", file)));
        }

        Assert.Empty(Changed(TinyProblem.Hashes(folder.Path, "first_head"), TinyProblem.Hashes(folder.Path, "again_head")));
        Assert.Equal(["head/bias", "head/kernel"], Changed(TinyProblem.Hashes(folder.Path, "first_head"), TinyProblem.Hashes(folder.Path, "other_head")));
        Assert.Single(Changed(
            TinyProblem.Hashes(folder.Path, "first", "variables", "variables"), TinyProblem.Hashes(folder.Path, "other", "variables", "variables")));
    }

    [Theory]
    [InlineData("shapes_mobilenet/bn_Conv1/moving_mean")]
    [InlineData("shapes_mobilenet/Conv1/kernel")]
    [InlineData("shapes_mobilenet/Logits/bias")]
    public void A_frozen_variable_that_moves_during_the_run_is_found_out(string name)
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        var variable = model.Variables.Single(v => v.Name == name);
        var tamper = new TinyProblem.Callback(p =>
        {
            if (p is { StageIndex: 1, Step: 1, Epoch: 1 })
            {
                using var noGrad = torch.no_grad();
                variable.Value.view(-1)[0] = torch.tensor(0.125f);
            }
        });

        var error = Assert.Throws<InvalidOperationException>(() => Train(model, head, progress: tamper));

        Assert.StartsWith($"The frozen variable '{name}' changed during training", error.Message);
    }

    [Fact]
    public void A_layer_that_no_gradient_moved_is_named()
    {
        // The smallest step of float32 on weights of this size is larger than this.
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        var options = TinyProblem.Options(1) with
        {
            Stages = [new FineTuneStage("head", 1, 1e-2), new FineTuneStage("still", 1, 1e-30) { Layers = [model.GetLayer(CarriedModel.Expand)] }],
        };

        var result = new FineTuner(model, head).Train(TinyProblem.Images(4), TinyProblem.Images(4, seed: 2), options);

        Assert.Equal([ExpandKernel], result.ProofOfFreeze.TrainedButUnchanged);
        Assert.Empty(result.ProofOfFreeze.Changed);
    }

    [Fact]
    public void Every_step_is_reported_in_order_and_the_last_of_an_epoch_with_its_accuracy()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        var reports = new List<FineTuneProgress>();

        var result = new FineTuner(model, head).Train(
            TinyProblem.Images(10), TinyProblem.Images(4, seed: 2), TinyProblem.Options(1, model.GetLayer(CarriedModel.Expand)), new TinyProblem.Callback(reports.Add));

        // 10 images, 4 a step: 3 steps, the last of 2 images; 2 epochs in each of 2 stages.
        var expected = from stage in new[] { 0, 1 } from epoch in new[] { 1, 2 } from step in new[] { 1, 2, 3 } select (stage, epoch, step);
        Assert.Equal(expected, reports.Select(static p => (p.StageIndex, p.Epoch, p.Step)));
        Assert.All(reports, static p => Assert.Equal((2, 3, p.StageIndex == 0 ? "head" : "layers", p.Step == 3), (p.Epochs, p.Steps, p.Stage, p.ValidationAccuracy is not null)));
        Assert.Equal(result.History.Select(static e => e.ValidationAccuracy), reports.Where(static p => p.Step == 3).Select(static p => p.ValidationAccuracy!.Value));
        Assert.Equal(
            result.History.Select(static e => e.Loss),
            reports.Chunk(3).Select(static epoch => epoch.Sum(static p => p.Loss) / 3));
    }

    [Fact]
    public void Cancellation_ends_between_steps_and_leaves_the_model_as_after_the_last_one()
    {
        using var folder = new TempFolder();
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        model.GetLayer(CarriedModel.Stem).Trainable = true;
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        byte[] atCancel = [];
        var progress = new TinyProblem.Callback(p =>
        {
            steps++;
            if (p is { StageIndex: 1, Step: 1 })
            {
                cancel.Cancel();
                atCancel = model.GetLayer(CarriedModel.Expand).Variables[0].ToBytes();
            }
        });

        Assert.Throws<OperationCanceledException>(() => Train(model, head, progress: progress, cancellationToken: cancel.Token));

        // Two epochs of two steps in the first stage, one step in the second.
        Assert.Equal(5, steps);
        Assert.Equal(atCancel, model.GetLayer(CarriedModel.Expand).Variables[0].ToBytes());
        Assert.Equal([CarriedModel.Stem], model.Layers.Where(static l => l.Trainable).Select(static l => l.Name));
        Assert.All(model.Variables, static v => Assert.Null(v.Value.grad));
        model.Export(folder.File("out"));
        Assert.Equal(
            [model.GetLayer(CarriedModel.Expand).Variables[0].Facts.CheckpointKey],
            Changed(TinyProblem.Hashes(CarriedModel.Folder, "variables", "variables"), TinyProblem.Hashes(folder.Path, "out", "variables", "variables")));
        Train(model, head);
    }

    [Fact]
    public void A_second_run_on_a_model_that_is_being_trained_is_refused()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        using var other = new ClassificationHead(model, 2);
        InvalidOperationException? error = null;

        Train(model, head, progress: new TinyProblem.Callback(_ => error ??= Assert.Throws<InvalidOperationException>(() => Train(model, other))));

        Assert.Equal("'shapes_mobilenet' is being trained by another run; wait for it, or load the model once more.", error!.Message);
        Train(model, other);
    }

    [Fact]
    public void A_loss_on_the_examples_to_measure_on_that_is_no_number_is_told()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        var pixels = Enumerable.Repeat(float.NaN, 2 * 48 * 48 * 3).ToArray();

        var result = new FineTuner(model, head).Train(TinyProblem.Images(), new LabelledImages(pixels, [0, 1], 48, 48, 3), TinyProblem.Options(1) with { RestoreBestWeights = true, Monitor = HeadMetric.Loss });

        Assert.Contains("The loss on the examples to measure on is NaN; look for such numbers in them.", result.Warnings);
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_starts_changes_nothing()
    {
        using var folder = new TempFolder();
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        head.Export(folder.File("before"));

        Assert.Throws<OperationCanceledException>(() => Train(model, head, cancellationToken: new CancellationToken(canceled: true)));

        head.Export(folder.File("after"));
        Assert.Empty(Changed(TinyProblem.Hashes(folder.Path, "before"), TinyProblem.Hashes(folder.Path, "after")));
    }

    [Fact]
    public void Afterwards_nothing_trains_that_did_not_before_and_no_gradient_is_left()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);

        Train(model, head);

        Assert.False(model.Trainable);
        Assert.All(model.Variables, static v => Assert.Null(v.Value.grad));
        Assert.All(head.Module.parameters(), static p => Assert.Null(p.grad));
    }

    [Fact]
    public void An_image_without_a_number_stops_the_run_before_it_ruins_a_weight()
    {
        var pixels = new float[48 * 48 * 3];
        pixels[100] = float.NaN;
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        var before = head.Module.parameters().First().data<float>().ToArray();

        var error = Assert.ThrowsAny<InvalidOperationException>(() => new FineTuner(model, head).Train(
            new LabelledImages(pixels, [0], 48, 48, 3), TinyProblem.Images(4), TinyProblem.Options(1, model.GetLayer(CarriedModel.Expand))));

        Assert.StartsWith("The loss of step 1 in epoch 1 of stage 'head' is NaN; lower its learning rate (0.01)", error.Message);
        Assert.Equal(before, head.Module.parameters().First().data<float>().ToArray());
    }

    private static FineTuneResult Train(
        HubModel model, ClassificationHead head, ulong seed = 1, IProgress<FineTuneProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new FineTuner(model, head).Train(
            TinyProblem.Images(), TinyProblem.Images(4, seed: 2), TinyProblem.Options(seed, model.GetLayer(CarriedModel.Expand)), progress, cancellationToken);

    private static IEnumerable<string> Changed(Dictionary<string, string> before, Dictionary<string, string> after) =>
        before.Keys.Where(k => before[k] != after[k]);
}
