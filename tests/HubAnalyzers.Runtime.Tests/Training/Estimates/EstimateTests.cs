using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Training.Estimates;

/// <summary>What a run is said to take before it runs. Whether the memory is right, benchmarks/Training measures.</summary>
public sealed class EstimateTests : IClassFixture<LoadedCarriedModel>
{
    private readonly HubModel _model;

    public EstimateTests(LoadedCarriedModel fixture) => _model = fixture.Model;

    [Theory]
    [InlineData("adam", 2)]
    [InlineData("sgd", 1)]
    [InlineData("plain", 0)]
    public void Parameters_gradients_and_the_optimizers_numbers_are_exact(string optimizer, int slots)
    {
        using var head = new ClassificationHead(_model, 2);
        var expand = _model.GetLayer(CarriedModel.Expand);
        var options = TinyProblem.Options(1, expand) with { Optimizer = optimizer switch { "sgd" => new SgdOptions(), "plain" => new SgdOptions { Momentum = 0 }, _ => new AdamOptions() } };

        var estimate = new FineTuner(_model, head).Estimate(TinyProblem.Images(), TinyProblem.Images(4), options);

        var ofHead = (head.Features + 1) * 2;
        Assert.Equal(["head", "layers"], estimate.Stages.Select(static s => s.Stage));
        Assert.Equal([ofHead, ofHead + expand.Facts.Parameters], estimate.Stages.Select(static s => s.TrainedParameters));
        Assert.All(estimate.Stages, s => Assert.Equal((4 * s.TrainedParameters, slots * 4 * s.TrainedParameters), (s.GradientBytes, s.OptimizerBytes)));
        Assert.All(estimate.Stages, static s => Assert.Equal(2, s.Steps));
        Assert.All(estimate.Stages, static s => Assert.Empty(s.Unknown));
    }

    [Fact]
    public void Activations_grow_with_the_batch_and_with_what_trains()
    {
        using var head = new ClassificationHead(_model, 2);
        var small = Layers(head, 8, _model.GetLayer(CarriedModel.Expand));
        var large = Layers(head, 16, _model.GetLayer(CarriedModel.Expand));
        var all = Layers(head, 8, [.. _model.Layers.ThatCanTrain]);

        Assert.InRange(large.ActivationBytes / (double)small.ActivationBytes, 1.8, 2.05);
        Assert.True(all.ActivationBytes > 3 * small.ActivationBytes, $"{all.ActivationBytes} and {small.ActivationBytes}");
        Assert.True(all.PeakBytes > small.PeakBytes && all.FlopsPerStep > small.FlopsPerStep);
    }

    /// <summary>The manifest's number is a bound that knows no engine; a bound that is far off would be of no use.</summary>
    [Theory]
    [InlineData(CarriedModel.Expand)]
    [InlineData("shapes_mobilenet/Conv1")]
    public void What_a_manifest_says_of_activations_bounds_what_the_engine_keeps(string layer)
    {
        using var head = new ClassificationHead(_model, 2);
        var bound = sizeof(float) * _model.GetLayer(layer).Facts.Activations!.Value;

        var kept = Layers(head, 16, _model.GetLayer(layer)).ActivationBytes / 16;

        Assert.InRange(kept, bound / 3, bound);
    }

    [Fact]
    public void An_estimate_leaves_everything_as_it_was_and_times_only_when_asked()
    {
        using var head = new ClassificationHead(_model, 2, seed: 3);
        var tuner = new FineTuner(_model, head);
        var options = TinyProblem.Options(1, _model.GetLayer(CarriedModel.Expand));
        var before = _model.GetLayer(CarriedModel.Expand).Variables[0].ToBytes();
        var ofHead = head.Parameters().SelectMany(static p => p.Value.detach().bytes.ToArray()).ToArray();

        var plain = tuner.Estimate(TinyProblem.Images(), TinyProblem.Images(4), options);
        var timed = tuner.Estimate(TinyProblem.Images(), TinyProblem.Images(4), options, measure: true);

        Assert.Null(plain.Seconds);
        Assert.All(timed.Stages, static s => Assert.True(s.SecondsPerEpoch > 0));
        Assert.True(timed.Seconds > 0);
        Assert.All(timed.Stages, static s => Assert.True(s.SecondsBefore > 0));
        Assert.Equal(before, _model.GetLayer(CarriedModel.Expand).Variables[0].ToBytes());
        Assert.Equal(ofHead, head.Parameters().SelectMany(static p => p.Value.detach().bytes.ToArray()));
        Assert.False(_model.Trainable);
    }

    [Fact]
    public void As_text_it_has_lines_that_a_plan_can_print()
    {
        using var head = new ClassificationHead(_model, 2);

        var lines = new FineTuner(_model, head).Estimate(TinyProblem.Images(), TinyProblem.Images(4), TinyProblem.Options(1, _model.GetLayer(CarriedModel.Expand))).ToString().Split('\n');

        Assert.Equal(5, lines.Length);
        Assert.Matches(@"^weights [\d.]+ [KM]iB, about [\d.]+ MiB more for training$", lines[0]);
        Assert.Matches(@"^  layers: [\d,]+ parameters train; gradients [\d.]+ KiB, optimizer [\d.]+ KiB, activations [\d.]+ [KM]iB, peak about [\d.]+ MiB$", lines[3]);
        Assert.Matches(@"^  layers: 2 steps an epoch, [\d.]+ GFLOP each$", lines[4]);
    }

    /// <summary>Dropout, flips and rotations of a training trace are made of shapes that are computed, and cross from its frozen part.</summary>
    [SkippableTheory]
    [InlineData("cnn-bn-catdog")]
    [InlineData("potato-tf25-aug")]
    public void Behind_a_strangers_augmentation_and_dropout_all_sizes_are_known(string name)
    {
        using var model = HubModel.Load(SharedModels.Require(name), new HubLoadOptions { Output = OutputKind.Features });
        using var head = new ClassificationHead(model, 2);
        var shape = model.Facts.Interface.Inputs[0].Shape!;
        var (height, width) = ((int)Math.Max(shape[1], 64), (int)Math.Max(shape[2], 64));
        var images = new LabelledImages(new float[4 * height * width * 3], [0, 1, 0, 1], height, width, 3);
        var layers = model.Layers.ThatCanTrain.Where(static l => l.Kind == LayerKind.Conv2D).ToArray();

        var estimate = new FineTuner(model, head).Estimate(images, images, TinyProblem.Options(1, layers));

        var stage = estimate.Stages[1];
        Assert.Empty(stage.Unknown);

        // The first convolution's result is kept, four times over.
        var first = model.Layers.First(static l => l.Kind == LayerKind.Conv2D).Variables[0].Facts.Shape[^1];
        Assert.True(stage.ActivationBytes > 4L * (height - 2) * (width - 2) * first * sizeof(float), $"{stage.ActivationBytes}");
    }

    [Fact]
    public void Where_sizes_are_not_known_the_peak_is_said_to_be_a_bound_from_below()
    {
        var stage = new TrainingEstimate(1 << 20, [Stage([]), Stage(["While"])]).ToString();

        Assert.StartsWith("weights 1 MiB, at least 2 MiB more for training", stage);
        Assert.Contains("peak about 2 MiB", stage);
        Assert.Contains("peak at least 2 MiB", stage);
        Assert.Contains("too low, for the sizes of While are not known", stage);

        static StageEstimate Stage(IReadOnlyList<string> unknown) => new("a")
        {
            TrainedParameters = 1,
            GradientBytes = 4,
            OptimizerBytes = 8,
            ActivationBytes = 0,
            StepBytes = 0,
            FrozenBytes = 0,
            FeatureBytes = 0,
            BatchBytes = 0,
            PeakBytes = 2 << 20,
            FlopsPerStep = 0,
            Steps = 1,
            Unknown = unknown,
        };
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused_as_a_run_refuses_them()
    {
        using var head = new ClassificationHead(_model, 2);

        var error = Assert.Throws<ArgumentException>(() => new FineTuner(_model, head).Estimate(TinyProblem.Images(), TinyProblem.Images(4), TinyProblem.Options(1) with { BatchSize = 0 }));

        Assert.StartsWith("BatchSize is 0", error.Message);
    }

    private StageEstimate Layers(ClassificationHead head, int batch, params HubLayer[] layers) =>
        new FineTuner(_model, head).Estimate(TinyProblem.Images(16), TinyProblem.Images(4), TinyProblem.Options(1, layers) with { BatchSize = batch }).Stages[1];
}
