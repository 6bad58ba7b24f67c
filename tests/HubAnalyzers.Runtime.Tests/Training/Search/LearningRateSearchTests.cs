using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime.Tests.Models;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Training.Search;

/// <summary>A search for a learning rate tries rates, suggests one, and leaves no trace. Torch's generator is the process's, so nothing else runs beside it.</summary>
[Collection(LiveTensorsCollection.Name)]
public sealed class LearningRateSearchTests
{
    private static readonly LearningRateSearchOptions _short = new() { Steps = 20 };

    [Fact]
    public void The_rates_grow_by_one_factor_and_the_one_suggested_trains_where_a_hundredth_of_it_does_not()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var tuner = new FineTuner(model, head);

        var search = tuner.FindLearningRate(TinyProblem.Images(16), Options(model));

        Assert.Equal("head", search.Stage);
        Assert.Equal(1e-6, search.Points[0].Rate, 1e-12);
        Assert.All(search.Points.Zip(search.Points.Skip(1)), static p => Assert.Equal(Math.Pow(1e7, 1.0 / 99), p.Second.Rate / p.First.Rate, 1e-9));
        Assert.NotNull(search.Suggested);

        // As many steps as it takes, from the same first weights.
        var (good, low) = (LossAfter(search.Suggested.Value), LossAfter(search.Suggested.Value / 100));
        Assert.True(good < low / 10, $"{good} at {search.Suggested}, {low} below");

        double LossAfter(double rate)
        {
            using var fresh = new ClassificationHead(model, 2, seed: 3);
            return new FineTuner(model, fresh).Train(TinyProblem.Images(16), TinyProblem.Images(4, seed: 2), Options(model) with { Stages = [new FineTuneStage("head", 5, rate)] }).MetricsAfter[HeadMetric.Loss];
        }
    }

    [Theory]
    [InlineData(0, BatchNormPolicy.Frozen)]
    [InlineData(1, BatchNormPolicy.Frozen)]
    [InlineData(1, BatchNormPolicy.Any)]
    public void Every_weight_every_statistic_the_head_and_the_random_state_are_what_they_were_to_the_bit(int stage, BatchNormPolicy policy)
    {
        using var model = CarriedModel.Load(policy);
        using var head = new ClassificationHead(model, 2, seed: 3, new HeadOptions { Dropout = 0.2, HiddenUnits = 4 });
        model.GetLayer(CarriedModel.Stem).Trainable = true;
        HubLayer[] layers = policy == BatchNormPolicy.Any ? [model.GetLayer(CarriedModel.Expand), model.GetLayer(CarriedModel.StemNorm)] : [model.GetLayer(CarriedModel.Expand)];
        var options = Options(model) with { Stages = [new FineTuneStage("head", 1, 1), new FineTuneStage("layers", 1, 1) { Layers = layers }] };
        torch.manual_seed(17).Dispose();
        var before = Everything(model, head);
        var seen = new List<byte[]>();

        new FineTuner(model, head).FindLearningRate(TinyProblem.Images(), options, stage, _short, new Watch(_ => seen.Add(Everything(model, head))));

        Assert.Contains(seen, s => !s.AsSpan().SequenceEqual(before));
        Assert.Equal(before, Everything(model, head));
        Assert.Equal([CarriedModel.Stem], model.Layers.Where(static l => l.Trainable).Select(static l => l.Name));
        Assert.All(model.Variables, static v => Assert.Null(v.Value.grad));
    }

    [Fact]
    public void A_search_that_is_cancelled_puts_everything_back_too()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        using var cancel = new CancellationTokenSource();
        var before = Everything(model, head);
        var steps = 0;

        Assert.Throws<OperationCanceledException>(() => new FineTuner(model, head).FindLearningRate(
            TinyProblem.Images(), Options(model), stage: 1, _short, new Watch(_ => Cancel()), cancel.Token));

        Assert.Equal(5, steps);
        Assert.Equal(before, Everything(model, head));

        void Cancel()
        {
            if (++steps == 5)
            {
                cancel.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(4, LearningRateSearchEnd.Diverged)]
    [InlineData(1e300, LearningRateSearchEnd.NotANumber)]
    public void It_ends_where_the_loss_diverges_at_the_latest_where_it_is_no_longer_a_number(double divergence, LearningRateSearchEnd end)
    {
        // Steps along a parabola that are too long lead ever further up.
        using var model = CarriedModel.Load();
        using var head = new CustomHead(
            model, torch.nn.Linear(Head.FeaturesOf(model), 1), static (outputs, targets) => torch.nn.functional.mse_loss(outputs.squeeze(1), targets.to(torch.ScalarType.Float32)));

        var search = new FineTuner(model, head).FindLearningRate(
            TinyProblem.Images(), Options(model) with { Optimizer = new SgdOptions() }, search: new LearningRateSearchOptions { End = 1e4, Divergence = divergence });

        Assert.Equal(end, search.End);
        Assert.InRange(search.Points.Count, 20, 99);
        Assert.All(search.Points, static p => Assert.True(double.IsFinite(p.Loss)));
        Assert.Equal(end == LearningRateSearchEnd.Diverged, search.Points[^1].SmoothedLoss < 1e6);
    }

    [Fact]
    public void It_ends_at_the_last_rate_where_nothing_diverges()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);

        var search = new FineTuner(model, head).FindLearningRate(TinyProblem.Images(), Options(model), search: _short with { End = 1e-5 });

        Assert.Equal((LearningRateSearchEnd.Completed, 20), (search.End, search.Points.Count));
        Assert.Equal(1e-5, search.Points[^1].Rate, 1e-12);
    }

    [Fact]
    public void Too_few_examples_are_refused_with_the_number_that_is_needed()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);

        var error = Assert.Throws<ArgumentException>(() => new FineTuner(model, head).FindLearningRate(TinyProblem.Images(7), Options(model)));

        Assert.StartsWith("There are 7 examples, and a step takes 4; a search needs at least two steps of different examples: choose a smaller BatchSize.", error.Message);
    }

    [Fact]
    public void A_loss_that_is_no_number_from_the_beginning_is_refused()
    {
        var pixels = Enumerable.Repeat(float.NaN, 8 * 48 * 48 * 3).ToArray();
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);

        var error = Assert.Throws<InvalidOperationException>(() => new FineTuner(model, head).FindLearningRate(new LabelledImages(pixels, [0, 1, 0, 1, 0, 1, 0, 1], 48, 48, 3), Options(model)));

        Assert.Equal("The loss is NaN before any weight moved; look for such numbers in the images.", error.Message);
    }

    [Theory]
    [InlineData(0, 1, 100, "Start of the search is 0; it must be a number above 0.")]
    [InlineData(1e-3, 1e-3, 100, "End of the search is 0.001; it must be above Start (0.001).")]
    [InlineData(1e-3, 1, 19, "Steps of the search is 19; it must be from 20 to 10000.")]
    public void A_mistake_in_the_search_is_named(double start, double end, int steps, string message)
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);

        var error = Assert.Throws<ArgumentException>(() => new FineTuner(model, head).FindLearningRate(
            TinyProblem.Images(), Options(model), search: new LearningRateSearchOptions { Start = start, End = end, Steps = steps }));

        Assert.StartsWith(message, error.Message);
    }

    private static FineTuneOptions Options(HubModel model) => TinyProblem.Options(1, model.GetLayer(CarriedModel.Expand));

    private static byte[] Everything(HubModel model, Head head)
    {
        using var random = torch.random.get_rng_state();
        return [.. model.Variables.SelectMany(static v => v.ToBytes()), .. head.State().SelectMany(static s => s.Value.detach().bytes.ToArray()), .. random.bytes];
    }

    private sealed class Watch(Action<LearningRatePoint> report) : IProgress<LearningRatePoint>
    {
        public void Report(LearningRatePoint value) => report(value);
    }
}
