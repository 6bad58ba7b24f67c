using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Training.Runs;

/// <summary>What the options of a run do to its weights, its course and its end.</summary>
public sealed class RunTests : IClassFixture<LoadedCarriedModel>
{
    private readonly HubModel _model;

    public RunTests(LoadedCarriedModel fixture) => _model = fixture.Model;

    private static FineTuneOptions Head(int epochs, double rate = 1e-2) => new() { BatchSize = 4, Stages = [new FineTuneStage("head", epochs, rate)] };

    [Fact]
    public void Accumulated_batches_move_the_weights_as_one_large_batch_does()
    {
        foreach (IReadOnlyList<double>? weights in new[] { null, new[] { 1.0, 3.0 } })
        {
            // Ten images: steps of eight and two.
            var options = Head(3) with { ClassWeights = weights, Optimizer = new SgdOptions() };
            var large = Trained(options with { BatchSize = 8 }, TinyProblem.Images(10));
            var accumulated = Trained(options with { BatchSize = 4, AccumulateBatches = 2 }, TinyProblem.Images(10));

            Assert.Equal(large, accumulated, static (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void A_step_of_accumulated_batches_is_one_step_in_progress_and_schedule()
    {
        var steps = new List<FineTuneProgress>();

        Train(Head(1, 1) with { BatchSize = 2, AccumulateBatches = 2, Schedule = new PolynomialSchedule() }, TinyProblem.Images(8), progress: new TinyProblem.Callback(steps.Add));

        Assert.Equal([1, 0.5], steps.Select(static s => s.LearningRate));
        Assert.All(steps, static s => Assert.Equal(2, s.Steps));
    }

    [Fact]
    public void Class_weights_and_label_smoothing_change_the_loss_that_is_trained_and_not_the_one_that_is_measured()
    {
        var plain = Train(Head(1, 1e-12));
        var weighted = Train(Head(1, 1e-12) with { ClassWeights = [1, 5], LabelSmoothing = 0.2 });

        Assert.NotEqual(plain.History[0].Loss, weighted.History[0].Loss, 1e-4);
        Assert.Equal(plain.MetricsAfter[HeadMetric.Loss], weighted.MetricsAfter[HeadMetric.Loss], 1e-6);
    }

    [Fact]
    public void Clipping_bounds_the_step_and_progress_tells_the_length_before()
    {
        var norms = new List<double?>();
        var start = HeadValues(new ClassificationHead(_model, 2, seed: 3));

        var after = Trained(
            Head(1, 1) with { BatchSize = 8, MaxGradientNorm = 1e-3, Optimizer = new SgdOptions { Momentum = 0 } }, TinyProblem.Images(8), new TinyProblem.Callback(p => norms.Add(p.GradientNorm)));

        Assert.True(norms.Single() > 1e-3);
        Assert.Equal(1e-3, Math.Sqrt(start.Zip(after, static (a, b) => Math.Pow(a - b, 2)).Sum()), 1e-6);
    }

    [Fact]
    public void Weight_decay_draws_kernels_to_zero_and_leaves_biases()
    {
        var options = Head(2, 1e-3) with { Optimizer = new AdamWOptions { WeightDecay = 0 } };
        var (plain, decayed) = (Trained(options), Trained(options with { Optimizer = new AdamWOptions { WeightDecay = 200 } }));

        // The kernel comes first, then the two biases.
        Assert.True(Length(decayed[..^2]) < Length(plain[..^2]) * 0.6);
        Assert.Equal(plain[^2..], decayed[^2..], static (a, b) => Math.Abs(a - b) < 1e-2);

        static double Length(float[] values) => Math.Sqrt(values.Sum(static v => v * v));
    }

    [Fact]
    public void The_head_may_move_at_another_rate_than_the_layers()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var options = Head(1, 1e-30) with
        {
            Stages = [new FineTuneStage("still", 1, 1e-30), new FineTuneStage("layer", 1, 1e-2) { Layers = [model.GetLayer(CarriedModel.Expand)], HeadLearningRate = 1e-30 }],
        };
        var before = HeadValues(head);

        var result = new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options);

        Assert.Equal([CarriedModel.Expand + "/kernel"], result.ProofOfFreeze.Changed);
        Assert.Equal(before, HeadValues(head), static (a, b) => Math.Abs(a - b) < 1e-20);
    }

    [Fact]
    public void Early_stopping_ends_a_stage_after_its_patience_and_the_next_stage_begins()
    {
        var options = Head(9) with
        {
            EarlyStopping = new EarlyStopping(2),
            Monitor = HeadMetric.Loss,
            Stages = [new FineTuneStage("still", 9, 1e-30), new FineTuneStage("moving", 3, 1e-2)],
        };

        var result = Train(options);

        // The first validation is the best there is; two more bring nothing.
        Assert.Equal([("still", 1), ("still", 2), ("still", 3), ("moving", 1), ("moving", 2), ("moving", 3)], result.History.Select(static e => (e.Stage, e.Epoch)));
        Assert.Equal(["still"], result.StoppedEarly);
    }

    [Fact]
    public void A_stage_whose_patience_lasts_to_its_end_was_not_stopped_early()
    {
        var options = Head(3) with { EarlyStopping = new EarlyStopping(2), Monitor = HeadMetric.Loss, Stages = [new FineTuneStage("still", 3, 1e-30)] };

        var result = Train(options);

        Assert.Equal(3, result.History.Count);
        Assert.Empty(result.StoppedEarly);
    }

    [Fact]
    public void The_best_weights_are_put_back_with_their_metrics()
    {
        // One good epoch, then one whose rate throws the head far away.
        var good = Head(4);
        var options = good with { RestoreBestWeights = true, Monitor = HeadMetric.Loss, Stages = [.. good.Stages, new FineTuneStage("too fast", 2, 50)] };
        using var head = new ClassificationHead(_model, 2, seed: 3);
        var tuner = new FineTuner(_model, head);

        var result = tuner.Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options);

        Assert.True(result.History[^1].Metrics[HeadMetric.Loss] > result.History[3].Metrics[HeadMetric.Loss]);
        Assert.Equal(result.History.Min(static e => e.Metrics[HeadMetric.Loss]), result.MetricsAfter[HeadMetric.Loss]);
        Assert.Equal(result.MetricsAfter[HeadMetric.Loss], tuner.Evaluate(TinyProblem.Images(4, seed: 2)).Metrics[HeadMetric.Loss], 1e-6);
        Assert.Equal(Trained(good), HeadValues(head));
    }

    [Fact]
    public void Layers_that_began_to_train_after_the_best_validation_go_back_to_what_they_were()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var options = Head(4) with
        {
            RestoreBestWeights = true,
            Monitor = HeadMetric.Loss,
            Stages = [new FineTuneStage("head", 4, 1e-2), new FineTuneStage("too fast", 1, 50) { Layers = [model.GetLayer(CarriedModel.Expand)] }],
        };

        var result = new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options);

        Assert.Empty(result.ProofOfFreeze.Changed);
        Assert.Equal([CarriedModel.Expand + "/kernel"], result.ProofOfFreeze.PutBack);
        Assert.Empty(result.ProofOfFreeze.TrainedButUnchanged);
        Assert.DoesNotContain(result.Warnings, static w => w.Contains("did not move", StringComparison.Ordinal));
        using var folder = new TempFolder();
        HtmlReport.Write(folder.File("report.html"), model, options, result);
        Assert.Contains("trained, and put back as it was before: an earlier epoch was the best: 1 layer", File.ReadAllText(folder.File("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Validations_within_an_epoch_are_reported_where_they_were_asked_for()
    {
        var steps = new List<FineTuneProgress>();

        var result = Train(Head(1) with { BatchSize = 1, ValidateEverySteps = 3 }, progress: new TinyProblem.Callback(steps.Add));

        Assert.Equal([3, 6, 8], result.Validations.Select(static v => v.Step));
        Assert.Equal([3, 6, 8], steps.Where(static s => s.Metrics is not null).Select(static s => s.Step));
        Assert.Single(result.History);
    }

    [Fact]
    public void A_callback_sees_every_step_and_epoch_and_may_end_the_run()
    {
        using var head = new ClassificationHead(_model, 2, seed: 3);
        var tuner = new FineTuner(_model, head);
        var follower = new Follower(stopAtStep: 5);
        tuner.Callbacks.Add(follower);

        var result = tuner.Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), Head(9));

        Assert.Equal((5, 2), (follower.Steps, follower.Epochs));
        Assert.True(result.WasStopped);
        Assert.Equal(2, result.History.Count);
    }

    /// <summary>The last validation may be many steps ago.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void After_a_stop_within_an_epoch_the_results_are_those_of_the_weights_as_they_are(int stopAtStep)
    {
        using var head = new ClassificationHead(_model, 2, seed: 3);
        var tuner = new FineTuner(_model, head);
        tuner.Callbacks.Add(new Follower(stopAtStep));
        var validation = TinyProblem.Images(4, seed: 2);

        var result = tuner.Train(TinyProblem.Images(), validation, Head(9, 0.5) with { Optimizer = new SgdOptions() });

        var now = tuner.Evaluate(validation).Metrics[HeadMetric.Loss];
        Assert.NotEqual(result.MetricsBefore[HeadMetric.Loss], now);
        Assert.Equal(now, result.MetricsAfter[HeadMetric.Loss]);
        Assert.Equal(now, result.Evaluation!.Metrics[HeadMetric.Loss]);
        Assert.Equal(now, result.Receipt!.Results.After[HeadMetric.Loss]);
    }

    [Fact]
    public void Classes_are_told_by_their_names_and_one_that_is_not_learnt_is_refused()
    {
        using var head = new ClassificationHead(_model, 2, seed: 3);
        var tuner = new FineTuner(_model, head);
        var images = TinyProblem.Images(8);
        var training = Named(images, images.Labels, "left", "top");

        var result = tuner.Train(training, Named(images, [.. images.Labels.Select(static l => 1 - l)], "top", "left"), Head(30));

        // Only what is at the top: a folder that lacks a class counts from 0 all the same.
        var top = Enumerable.Range(0, images.Count).Where(i => images.Labels[i] == 1).ToList();
        var onlyTop = Named(images, [.. images.Labels.Select(static _ => 0)], "top").Only(top);
        Assert.Equal((1, 1), (result.AccuracyAfter, tuner.Accuracy(onlyTop)));

        var stranger = Named(images, images.Labels, "left", "right");
        const string Expected = "The targets of these examples are 'left', 'right', what is learnt is 'left', 'top'; their names and order must be the same.";
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => tuner.Train(training, stranger, Head(1))).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => tuner.Estimate(training, stranger, Head(1))).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => tuner.Evaluate(stranger)).Message);

        static LabelledImages Named(LabelledImages images, IReadOnlyList<int> labels, params string[] names)
        {
            var pixels = new float[images.Count * images.Height * images.Width * images.Channels];
            for (var i = 0; i < images.Count; i++)
            {
                images.Read(i, default, pixels.AsSpan(i * pixels.Length / images.Count, pixels.Length / images.Count));
            }

            return new LabelledImages(pixels, [.. labels], images.Height, images.Width, images.Channels, names);
        }
    }

    [Fact]
    public void A_last_step_that_blows_the_weights_up_is_not_put_down_to_the_examples()
    {
        var result = Train(Head(1, 1e38) with { BatchSize = 8, Optimizer = new SgdOptions() });

        var warning = Assert.Single(result.Warnings, static w => w.StartsWith("The loss on the examples", StringComparison.Ordinal));
        Assert.Contains("before the first step: the last steps blew the weights up; lower the learning rate", warning);
    }

    [Fact]
    public void A_freed_head_and_a_callback_that_is_null_are_refused_before_anything_runs()
    {
        var head = new ClassificationHead(_model, 2, seed: 3);
        var tuner = new FineTuner(_model, head);
        tuner.Callbacks.Add(null!);
        Assert.Equal("One of the Callbacks is null.", Assert.Throws<InvalidOperationException>(() => tuner.Train(TinyProblem.Images(), TinyProblem.Images(4), Head(1))).Message);

        head.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tuner.Train(TinyProblem.Images(), TinyProblem.Images(4), Head(1)));
        Assert.Throws<ObjectDisposedException>(() => tuner.Evaluate(TinyProblem.Images(4)));
    }

    [Fact]
    public void The_seed_of_a_batch_depends_on_each_part_of_its_place()
    {
        long[] seeds = [StepSeed.Of(1, 0, 0, 0, 0), StepSeed.Of(2, 0, 0, 0, 0), StepSeed.Of(1, 1, 0, 0, 0), StepSeed.Of(1, 0, 1, 0, 0), StepSeed.Of(1, 0, 0, 1, 0), StepSeed.Of(1, 0, 0, 0, 1)];

        Assert.Equal(seeds.Length, seeds.Distinct().Count());
        Assert.All(seeds, static s => Assert.True(s >= 0));
        Assert.Equal(StepSeed.Of(7, 1, 2, 3, 4), StepSeed.Of(7, 1, 2, 3, 4));
    }

    private FineTuneResult Train(FineTuneOptions options, LabelledImages? images = null, ClassificationHead? head = null, IProgress<FineTuneProgress>? progress = null)
    {
        using var own = head is null ? new ClassificationHead(_model, 2, seed: 3) : null;
        return new FineTuner(_model, head ?? own!).Train(images ?? TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options, progress);
    }

    private float[] Trained(FineTuneOptions options, LabelledImages? images = null, IProgress<FineTuneProgress>? progress = null)
    {
        using var head = new ClassificationHead(_model, 2, seed: 3);
        Train(options, images, head, progress);
        return HeadValues(head);
    }

    private static float[] HeadValues(Head head) => [.. head.Module.parameters().SelectMany(static p => p.data<float>().ToArray())];

    private sealed class Follower(int stopAtStep) : IFineTuneCallback
    {
        public int Steps { get; private set; }

        public int Epochs { get; private set; }

        public FineTuneDecision OnStepEnd(FineTuneProgress progress) => ++Steps == stopAtStep ? FineTuneDecision.Stop : FineTuneDecision.Continue;

        public FineTuneDecision OnEpochEnd(FineTuneEpoch epoch)
        {
            Epochs++;
            return FineTuneDecision.Continue;
        }
    }
}
