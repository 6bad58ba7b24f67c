using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Reports;

/// <summary>What is told of a head's answers is what a person counts by hand.</summary>
public sealed class EvaluationTests
{
    private const double Close = 1e-6;

    /// <summary>Six examples of three classes; the scores say 0 0 1, 1 2, 1.</summary>
    private static ClassEvaluation Classes { get; } = new(
        Answers(
            new ClassTargets([0, 0, 0, 1, 1, 2], ["cat", "dog", "owl"]),
            [4, 0, 0, /**/ 1, 0, 0, /**/ 0, 9, 0, /**/ 0, 3, 0, /**/ 0, 1, 2, /**/ 0, 6, 5],
            3),
        3);

    [Fact]
    public void Classes_are_counted_by_what_they_are_and_what_they_were_taken_for()
    {
        int[][] expected = [[2, 1, 0], [0, 1, 1], [0, 1, 0]];
        Assert.Equal(expected, Enumerable.Range(0, 3).Select(of => Enumerable.Range(0, 3).Select(to => Classes.Confusion[of, to]).ToArray()));
        Assert.Equal(0.5, Classes.Accuracy);
        Assert.Equal([(3, 2, 2), (2, 3, 1), (1, 1, 0)], Classes.Classes.Select(static c => (c.Count, c.Predicted, c.Right)));
        Assert.Equal([1, 1.0 / 3, 0], Classes.Classes.Select(static c => c.Precision));
        Assert.Equal([2.0 / 3, 0.5, 0], Classes.Classes.Select(static c => c.Recall));
        Assert.Equal([0.8, 0.4, 0], Classes.Classes.Select(static c => c.F1));
        Assert.Equal(4.0 / 9, Classes.Macro.Precision, Close);
        Assert.Equal(7.0 / 18, Classes.Macro.Recall, Close);
        Assert.Equal(0.4, Classes.Macro.F1, Close);
        Assert.Equal([(0, 1, 1), (1, 2, 1), (2, 1, 1)], Classes.Confusion.Confusions);
    }

    [Fact]
    public void The_own_class_counts_from_the_place_that_its_score_has()
    {
        // Example 2's own score ties with another below the highest; a tie does not push it down.
        Assert.Equal(0.5, Classes.TopAccuracy(1));
        Assert.Equal(1, Classes.TopAccuracy(2));
        Assert.Equal(1, Classes.TopAccuracy(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Classes.TopAccuracy(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Classes.TopAccuracy(0));
    }

    [Fact]
    public void The_worst_mistakes_are_those_that_the_head_was_surest_of()
    {
        Assert.Equal([("image 2", "cat", "dog"), ("image 5", "owl", "dog"), ("image 4", "dog", "owl")], Classes.WorstMistakes.Select(static m => (m.Name, m.Expected, m.Predicted)));
        Assert.Equal(Math.Exp(9) / (Math.Exp(9) + 2), Classes.WorstMistakes[0].Size, Close);
        Assert.Equal(1 / (1 + Math.Exp(-1) + Math.Exp(-6)), Classes.WorstMistakes[1].Size, Close);

        var many = new ClassEvaluation(Answers(new ClassTargets(new int[100], ["a", "b"]), [.. Enumerable.Repeat(new[] { 0f, 1 }, 100).SelectMany(static r => r)], 2), 2);
        Assert.Equal(Enumerable.Range(0, Evaluation.MaxMistakes), many.WorstMistakes.Select(static m => m.Index));
    }

    [Fact]
    public void A_class_without_examples_or_answers_has_no_numbers_and_no_part_in_the_mean()
    {
        var evaluation = new ClassEvaluation(Answers(new ClassTargets([0, 1], ["a", "b", "c"]), [1, 0, 0, /**/ 1, 0, 0], 3), 3);

        Assert.True(double.IsNaN(evaluation.Classes[2].Recall) && double.IsNaN(evaluation.Classes[2].Precision) && double.IsNaN(evaluation.Classes[2].F1));
        Assert.Equal(new MacroAverage(0.25, 0.5, 1.0 / 3), evaluation.Macro);
    }

    [Fact]
    public void Scores_that_differ_too_little_for_their_shares_still_decide()
    {
        var evaluation = new ClassEvaluation(Answers(new ClassTargets([1], ["a", "b"]), [1000, 1001], 2), 2);

        Assert.Equal(1, evaluation.Accuracy);
        Assert.Empty(evaluation.WorstMistakes);
    }

    [Fact]
    public void Labels_are_counted_at_the_threshold_that_is_asked_for()
    {
        static float Logit(double p) => (float)Math.Log(p / (1 - p));
        var targets = new MultiLabelTargets([[1, 0], [1, 1], [0, 0]], ["red", "round"]);
        var evaluation = new LabelEvaluation(Answers(targets, [Logit(0.9), Logit(0.7), Logit(0.4), Logit(0.8), Logit(0.1), Logit(0.3)], 2));

        Assert.Equal([new ClassScore("red", 2, 1, 1), new ClassScore("round", 1, 2, 1)], evaluation.Labels);
        Assert.Equal([("image 0", "not round", "round"), ("image 1", "red", "not red")], evaluation.WorstMistakes.Select(static m => (m.Name, m.Expected, m.Predicted)));
        Assert.Equal(0.7, evaluation.WorstMistakes[0].Size, Close);
        Assert.Equal(0.6, evaluation.WorstMistakes[1].Size, Close);

        var lower = evaluation.At(0.35);
        Assert.Equal([new ClassScore("red", 2, 2, 2), new ClassScore("round", 1, 2, 1)], lower.Labels);
        Assert.Equal((0.75, 1.0), (lower.Macro.Precision, lower.Macro.Recall));
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.At(1));
    }

    [Fact]
    public void Numbers_are_measured_each_and_against_their_own_mean()
    {
        var targets = new ValueTargets([[1, 5], [2, 5], [3, 5]], ["age", "same"]);
        var evaluation = new ValueEvaluation(Answers(targets, [1, 5, 2, 6, 5, 5], 2));

        var age = evaluation.Values[0];
        Assert.Equal((2.0 / 3, Math.Sqrt(4.0 / 3), -1), (age.MeanAbsoluteError, age.RootMeanSquareError, age.RSquared));
        Assert.True(double.IsNaN(evaluation.Values[1].RSquared));
        Assert.Equal(("image 2", "age 3", "age 5", 2.0), evaluation.WorstMistakes.Select(static m => (m.Name, m.Expected, m.Predicted, m.Size)).First());
    }

    [Fact]
    public void Of_numbers_of_different_units_the_worst_is_what_is_farthest_off_for_its_own()
    {
        var targets = new ValueTargets([[1_000_000, 3], [1_002_000, 4], [1_004_000, 5]], ["price", "corners"]);
        var evaluation = new ValueEvaluation(Answers(targets, [1_000_310.25f, 3, 1_002_000, 8, 1_004_000, 5], 2));

        Assert.Equal([("corners 4", "corners 8"), ("price 1000000", "price 1000310.25")], evaluation.WorstMistakes.Select(static m => (m.Expected, m.Predicted)).Take(2));
        Assert.Equal(4, evaluation.WorstMistakes[0].Size);
    }

    [Fact]
    public void A_run_ends_with_the_evaluation_of_the_weights_that_it_leaves()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var tuner = new FineTuner(model, head);
        var validation = TinyProblem.Images(6, seed: 2);

        var result = tuner.Train(TinyProblem.Images(), validation, TinyProblem.Options(1) with { RestoreBestWeights = true });
        var again = (ClassEvaluation)tuner.Evaluate(validation);

        var evaluation = Assert.IsType<ClassEvaluation>(result.Evaluation);
        Assert.Equal(result.MetricsAfter, evaluation.Metrics);
        Assert.Equal(again.Classes, evaluation.Classes);
        Assert.Equal(again.WorstMistakes.Select(static m => m.Name), evaluation.WorstMistakes.Select(static m => m.Name));
        Assert.Equal(6, evaluation.Count);
    }

    private static HeadAnswers Answers(ExampleTargets targets, float[] outputs, int width) => new(
        new Nothing(targets), [.. Enumerable.Range(0, targets.Count)], torch.tensor(outputs, [targets.Count, width]), new Dictionary<string, double>());

    /// <summary>Examples whose targets alone are asked for.</summary>
    private sealed class Nothing(ExampleTargets targets) : Examples
    {
        public override int Count => targets.Count;

        public override IReadOnlyList<int> Shape => [1];

        public override ExampleTargets Targets => targets;

        public override string NameOf(int index) => $"image {index}";

        protected internal override void Read(int index, in ExamplePass pass, Span<float> values) => values.Clear();
    }
}
