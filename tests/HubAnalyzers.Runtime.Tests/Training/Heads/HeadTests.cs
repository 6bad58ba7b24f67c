using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace HubAnalyzers.Runtime.Tests.Training.Heads;

/// <summary>Each head learns its kind of target, measures it truly and refuses the others.</summary>
public sealed class HeadTests : IClassFixture<LoadedCarriedModel>
{
    private static readonly FineTuneOptions _options = new() { BatchSize = 4, Stages = [new FineTuneStage("head", 30, 1e-2)] };

    private readonly HubModel _model;

    public HeadTests(LoadedCarriedModel fixture) => _model = fixture.Model;

    [Fact]
    public void A_head_that_was_written_is_read_into_one_of_the_same_layers_and_no_other()
    {
        using var folder = new TempFolder();
        var prefix = folder.File("head");
        using var written = new ClassificationHead(_model, 3, seed: 1, new HeadOptions { HiddenUnits = 4 });
        written.Export(prefix);
        using var read = new ClassificationHead(_model, 3, seed: 2, new HeadOptions { HiddenUnits = 4, Dropout = 0.1 });
        read.Import(prefix);
        using var features = torch.rand(5, written.Features);
        read.Module.eval();
        using var expected = written.Call(features);
        using var actual = read.Call(features);
        Assert.True(expected.equal(actual).all().item<bool>());

        using var other = new ClassificationHead(_model, 4, seed: 2, new HeadOptions { HiddenUnits = 4 });
        Assert.Contains("head/kernel", Assert.Throws<HubModelFormatException>(() => other.Import(prefix)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_labels_of_one_example_are_learnt()
    {
        using var head = new MultiLabelHead(_model, 3);
        var (training, validation) = (new Labelled(TinyProblem.Images(8), Labels(8)), new Labelled(TinyProblem.Images(4, seed: 2), Labels(4)));

        var result = new FineTuner(_model, head).Train(training, validation, _options);

        Assert.Equal(["micro_f1", "accuracy", "loss"], head.Metrics.Select(static m => m.Name));
        Assert.Equal((1, 1), (result.MetricsAfter[HeadMetric.MicroF1], result.AccuracyAfter));
        Assert.True(result.History[^1].Loss < result.History[0].Loss / 2);

        static MultiLabelTargets Labels(int count) => new([.. Enumerable.Range(0, count).Select(static i => i % 2 == 0 ? new[] { 1f, 0, 1 } : [0f, 1, 1])], ["left", "top", "any"]);
    }

    [Fact]
    public void Numbers_are_learnt_and_there_is_no_accuracy()
    {
        using var head = new RegressionHead(_model, 1);
        var (training, validation) = (new Labelled(TinyProblem.Images(8), Values(8)), new Labelled(TinyProblem.Images(4, seed: 2), Values(4)));
        var tuner = new FineTuner(_model, head);

        var result = tuner.Train(training, validation, _options);

        Assert.True(result.MetricsAfter[HeadMetric.MeanAbsoluteError] < result.MetricsBefore[HeadMetric.MeanAbsoluteError] / 3);
        Assert.True(double.IsNaN(result.AccuracyAfter));
        Assert.Equal("A RegressionHead has no accuracy; use Evaluate.", Assert.Throws<InvalidOperationException>(() => tuner.Accuracy(validation)).Message);

        static ValueTargets Values(int count) => new([.. Enumerable.Range(0, count).Select(static i => new[] { i % 2 == 0 ? -2f : 1f })], ["side"]);
    }

    [Fact]
    public void Numbers_of_any_size_are_learnt_alike_and_none_outweighs_the_others()
    {
        using var head = new RegressionHead(_model, 3);
        var (training, validation) = (new Labelled(TinyProblem.Images(8), Values(8)), new Labelled(TinyProblem.Images(4, seed: 2), Values(4)));

        var result = new FineTuner(_model, head).Train(training, validation, _options with { Stages = [new FineTuneStage("head", 30, 1e-2)] });

        var scores = Assert.IsType<ValueEvaluation>(result.Evaluation).Values;
        Assert.All(scores.Take(2), static s => Assert.True(s.RSquared > 0.9, $"{s.Name}: {s.RSquared}"));
        Assert.InRange(scores[2].MeanAbsoluteError, 0, 0.5);

        static ValueTargets Values(int count) => new([.. Enumerable.Range(0, count).Select(static i => new[] { i % 2 == 0 ? 1e-3f : 3e-3f, i % 2 == 0 ? 1e4f : 3e4f, 7 })], ["small", "large", "same"]);
    }

    [Fact]
    public void An_exported_head_for_numbers_answers_without_their_scale_and_goes_on_from_what_it_learnt()
    {
        using var head = new RegressionHead(_model, 1, options: new HeadOptions { HiddenUnits = 4 });
        using var other = new RegressionHead(_model, 1, seed: 9, options: new HeadOptions { HiddenUnits = 4 });
        var training = new Labelled(TinyProblem.Images(8), Values(8, 100));
        var tuner = new FineTuner(_model, other);
        using var folder = new TempFolder();
        new FineTuner(_model, head).Train(training, training, _options);
        head.Export(folder.File("head"));
        using var features = torch.rand(5, head.Features);
        using var expected = head.Call(features);

        other.Import(folder.File("head"));
        using var imported = other.Call(features);
        Assert.True(torch.allclose(expected, imported, rtol: 1e-4));
        var weights = Weights(other);

        // The loss is in deviations of what it learnt from, before and after.
        Assert.Equal(new FineTuner(_model, head).Evaluate(training).Metrics[HeadMetric.Loss], tuner.Evaluate(training).Metrics[HeadMetric.Loss], 1e-4);

        tuner.FindLearningRate(training, _options with { BatchSize = 4 }, search: new LearningRateSearchOptions { Steps = 20 });
        Assert.Equal(weights, Weights(other));

        tuner.Train(new Labelled(TinyProblem.Images(8), Values(8, 700)), training, _options with { Stages = [new FineTuneStage("head", 1, 1e-30)] });
        using var trained = other.Call(features);
        Assert.True(torch.allclose(expected, trained, rtol: 1e-4));

        static ValueTargets Values(int count, int size) => new([.. Enumerable.Range(0, count).Select(i => new[] { i % 2 == 0 ? -2f * size : size })], ["side"]);
        static float[] Weights(Head head) => [.. head.Module.parameters().SelectMany(static p => p.data<float>().ToArray())];
    }

    [Fact]
    public void A_module_and_a_loss_of_ones_own_are_trained_and_measured()
    {
        var frozen = Linear(16, 2);
        frozen.weight!.requires_grad = false;
        using var head = new CustomHead(
            _model,
            Sequential(("first", Linear(Head.FeaturesOf(_model), 16)), ("tanh", Tanh()), ("last", frozen)),
            static (outputs, targets) => functional.cross_entropy(outputs, targets),
            new CustomMetric("right", HigherIsBetter: true, static (outputs, targets) => outputs.argmax(1).eq(targets).to(torch.ScalarType.Float32).mean().item<float>()));
        var before = frozen.weight.data<float>().ToArray();

        var result = new FineTuner(_model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), _options);

        Assert.Equal(1, result.MetricsAfter["right"]);
        Assert.Equal(before, frozen.weight.data<float>().ToArray());
        using var folder = new TempFolder();
        head.Export(folder.File("custom"));
        using var bundle = TensorBundleReader.Open(folder.File("custom"));
        Assert.Equal(["head/first.bias", "head/first.weight", "head/last.bias", "head/last.weight"], bundle.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_module_that_cannot_learn_what_is_asked_is_refused_before_anything_runs()
    {
        using var model = CarriedModel.Load();
        using var fixedModule = new CustomHead(model, torch.nn.Identity(), static (outputs, _) => outputs.mean());
        using var own = new CustomHead(model, torch.nn.Linear(Head.FeaturesOf(model), 2), static (outputs, targets) => torch.nn.functional.cross_entropy(outputs, targets));
        var mixed = TinyProblem.Images().Augment(new ImageAugmentation { Mixup = 0.2 });

        Assert.StartsWith(
            "Stage 'head' trains nothing: the head has no parameter that requires gradients.",
            Assert.Throws<ArgumentException>(() => new FineTuner(model, fixedModule).Train(TinyProblem.Images(), TinyProblem.Images(4), TinyProblem.Options(1))).Message);
        Assert.StartsWith(
            "Mixed examples have no one class",
            Assert.Throws<ArgumentException>(() => new FineTuner(model, own).Train(mixed, TinyProblem.Images(4), TinyProblem.Options(1))).Message);
    }

    [Fact]
    public void A_hidden_layer_with_dropout_learns_and_is_exported_in_TensorFlows_layout()
    {
        using var head = new ClassificationHead(_model, 2, seed: 4, new HeadOptions { HiddenUnits = 8, Dropout = 0.2 });

        var result = new FineTuner(_model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), _options);

        Assert.Equal(1, result.AccuracyAfter);
        using var folder = new TempFolder();
        head.Export(folder.File("head"));
        using var bundle = TensorBundleReader.Open(folder.File("head"));
        Assert.True(bundle.TryGetEntry("head/hidden/kernel", out var hidden));
        Assert.Equal([head.Features, 8], hidden.Shape);
        Assert.True(bundle.TryGetEntry("head/kernel", out var last));
        Assert.Equal([8, 2], last.Shape);
    }

    [Fact]
    public void Micro_F1_and_the_losses_are_those_done_by_hand()
    {
        using var scope = torch.NewDisposeScope();
        using var head = new MultiLabelHead(_model, 2);
        var outputs = torch.tensor([2f, -1, 3, 1], [2, 2]);
        var targets = torch.tensor([1f, 0, 0, 1], [2, 2]);

        // Said: (1, 0), (1, 1); wanted: (1, 0), (0, 1). Two of three that were said are wanted, both wanted were said.
        Assert.Equal([0.8, 0.75], head.Measure(outputs, targets), static (a, b) => Math.Abs(a - b) < 1e-12);

        // ln(1 + e^-2), ln(1 + e^-1), ln(1 + e^3), ln(1 + e^-1) -> 0.126928, 0.313262, 3.048587, 0.313262.
        Assert.Equal(0.950510, head.Loss(outputs, targets, LossSettings.Plain).item<float>(), 1e-5);

        // Smoothing by 0.2 wants 0.9 and 0.1: each loss grows by 0.1 times the score where it is right, and falls where it is wrong.
        Assert.Equal(0.950510 + (0.1 * (2 + 1 - 3 + 1) / 4), head.Loss(outputs, targets, new LossSettings(0.2, null)).item<float>(), 1e-5);
    }

    [Fact]
    public void Class_weights_say_how_classes_count_beside_each_other_and_not_how_large_a_loss_is()
    {
        using var scope = torch.NewDisposeScope();
        using var classes = new ClassificationHead(_model, 2);
        using var labels = new MultiLabelHead(_model, 2);
        var outputs = torch.tensor([2f, -1, 3, 1], [2, 2]);
        var shares = torch.tensor([0.75f, 0.25f, 0.5f, 0.5f], [2, 2]);
        var yes = torch.tensor([1f, 0, 0, 1], [2, 2]);

        // Each class of each example by its share and weight: -log softmax is 0.048587, 3.048587; 0.126928, 2.126928.
        var byHand = ((0.75 * 0.048587) + (0.25 * 3 * 3.048587) + (0.5 * 0.126928) + (0.5 * 3 * 2.126928)) / (0.75 + (0.25 * 3) + 0.5 + (0.5 * 3));
        Assert.Equal(byHand, Loss(classes, shares, 1, 3), 1e-5);

        foreach (var (head, targets) in new (Head, torch.Tensor)[] { (classes, shares), (classes, torch.tensor([0L, 1])), (labels, yes) })
        {
            Assert.Equal(head.Loss(outputs, targets, LossSettings.Plain).item<float>(), Loss(head, targets, 10, 10), 1e-5);
            Assert.Equal(Loss(head, targets, 1, 3), Loss(head, targets, 100, 300), 1e-5);
        }

        double Loss(Head head, torch.Tensor targets, params double[] weights) => head.Loss(outputs, targets, new LossSettings(0, weights)).item<float>();
    }

    [Fact]
    public void A_mistake_in_a_module_or_a_loss_of_ones_own_is_named()
    {
        var width = Head.FeaturesOf(_model);
        Assert.Contains("module 'Linear' cannot compute on Float32 [", Mistake(Linear(width + 1, 2), CrossEntropy));
        Assert.Contains("The head's loss gave [4]; it must give one number", Mistake(Linear(width, 2), static (o, t) => functional.cross_entropy(o, t, reduction: Reduction.None)));
        Assert.Contains("The head's loss gave null", Mistake(Linear(width, 2), static (_, _) => null!));
        Assert.Contains("The head's loss has no gradient", Mistake(Linear(width, 2), static (o, t) => functional.cross_entropy(o.detach(), t)));
        Assert.Contains("The head's loss cannot compute on outputs Float32 [", Mistake(Linear(width, 2), static (o, t) => functional.l1_loss(o, t)));

        static torch.Tensor CrossEntropy(torch.Tensor outputs, torch.Tensor targets) => functional.cross_entropy(outputs, targets);

        string Mistake(torch.nn.Module<torch.Tensor, torch.Tensor> module, Func<torch.Tensor, torch.Tensor, torch.Tensor> loss)
        {
            using var head = new CustomHead(_model, module, loss);
            return Assert.Throws<InvalidOperationException>(() => new FineTuner(_model, head).Train(TinyProblem.Images(), TinyProblem.Images(4), _options)).Message;
        }
    }

    [Fact]
    public void Targets_that_are_not_as_many_or_not_named_once_are_refused()
    {
        using var labels = new MultiLabelHead(_model, 2);
        var more = new Labelled(TinyProblem.Images(2), new MultiLabelTargets([[0, 1], [1, 1], [1, 0]], ["a", "b"]));

        Assert.StartsWith("There are 2 images and 3 targets.", Refusal(labels, more));
        Assert.StartsWith("Two names are 'a'.", Assert.Throws<ArgumentException>(static () => new ClassTargets([0, 1], ["a", "a"])).Message);
        Assert.StartsWith("Name 1 is null.", Assert.Throws<ArgumentException>(static () => new ClassTargets([0, 1], ["a", null!])).Message);
        Assert.StartsWith("Example 1 has no targets, there are 1 names.", Assert.Throws<ArgumentException>(static () => new ValueTargets([[1], null!], ["a"])).Message);
    }

    [Fact]
    public void Targets_of_another_kind_or_width_are_refused_before_anything_runs()
    {
        var images = TinyProblem.Images(2);
        using var labels = new MultiLabelHead(_model, 2);
        using var values = new RegressionHead(_model, 3);
        using var classes = new ClassificationHead(_model, 2);
        var three = new Labelled(images, new MultiLabelTargets([[0, 1, 1], [1, 1, 1]], ["a", "b", "c"]));

        Assert.StartsWith("A MultiLabelHead cannot learn ClassTargets.", Refusal(labels, images));
        Assert.StartsWith("A RegressionHead cannot learn MultiLabelTargets.", Refusal(values, three));
        Assert.StartsWith("A ClassificationHead cannot learn MultiLabelTargets.", Refusal(classes, three));
        Assert.StartsWith("The examples have 3 labels, the head 2.", Refusal(labels, three));
        Assert.StartsWith("LabelSmoothing is for heads with classes; a RegressionHead has none.", Refusal(values, three, _options with { LabelSmoothing = 0.1 }));
    }

    private string Refusal(Head head, Examples examples, FineTuneOptions? options = null) =>
        Assert.Throws<ArgumentException>(() => new FineTuner(_model, head).Train(examples, examples, options ?? _options)).Message;
}
