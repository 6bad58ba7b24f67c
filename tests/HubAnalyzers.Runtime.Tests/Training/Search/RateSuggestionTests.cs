using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Runtime.Tests.Training.Search;

/// <summary>What is read off the losses of a search.</summary>
public sealed class RateSuggestionTests
{
    [Fact]
    public void The_rate_is_where_the_loss_falls_most_steeply_and_well_below_where_it_is_lowest()
    {
        // A step down around 1e-3, then up again above 1e-1.
        var (rate, why) = RateSuggestion.Of(Points(static x => 2 - (1 / (1 + Math.Exp(-4 * (x + 3)))) + Math.Exp(3 * (x + 1))));

        Assert.InRange(rate!.Value, 5e-4, 1e-3);
        Assert.StartsWith("The loss falls most steeply at 1.0e-3 and is lowest at ", why);
    }

    [Fact]
    public void A_steeper_fall_behind_the_lowest_loss_is_not_looked_at()
    {
        // Thrown out at 1, it falls back from 9 to 2; that is no learning.
        var (rate, _) = RateSuggestion.Of(Points(static x => x < 0 ? 2 - (1 / (1 + Math.Exp(-4 * (x + 3)))) : 9 - (7 * x)));

        Assert.InRange(rate!.Value, 5e-4, 2e-3);
    }

    [Fact]
    public void Where_the_loss_only_wavers_there_is_no_rate()
    {
        var (rate, why) = RateSuggestion.Of(Points(static x => 1 + (0.005 * Math.Sin(9 * x))));

        Assert.Null(rate);
        Assert.StartsWith("The loss did not fall at any rate", why);
    }

    [Fact]
    public void Where_batches_differ_and_nothing_is_learnt_there_is_no_rate()
    {
        // A stage of layers below a head that is trained already: flat, then thrown out.
        var suggested = Enumerable.Range(0, 200).Count(seed => RateSuggestion.Of(Noisy(static x => 0.4 + Math.Exp(4 * (x + 1)), 0.08, seed)).Rate is not null);

        Assert.InRange(suggested, 0, 4);
    }

    [Fact]
    public void Where_batches_differ_and_something_is_learnt_the_rate_lies_where_the_loss_falls()
    {
        // The loss falls from 1e-4 on, and rises again above 1e-1.
        var rates = Enumerable.Range(0, 200).Select(seed => RateSuggestion.Of(Noisy(static x => 1 - (0.6 / (1 + Math.Exp(-4 * (x + 3)))) + Math.Exp(4 * (x + 0.5)), 0.1, seed)).Rate).ToList();

        Assert.All(rates, static rate => Assert.InRange(rate!.Value, 5e-5, 1e-2));
    }

    [Fact]
    public void A_fall_that_begins_right_below_where_the_loss_is_lowest_is_not_left_for_a_rate_that_was_never_tried()
    {
        var (rate, _) = RateSuggestion.Of(Points(static x => x < -5.35 ? 1 : 0.2 + Math.Max(0, 0.5 * (x + 4.3))));

        Assert.InRange(rate!.Value, 1.9e-6, 1e-5);
    }

    [Fact]
    public void Where_it_diverges_at_once_there_is_no_rate()
    {
        var (rate, why) = RateSuggestion.Of([.. Points(static x => 1).Take(3)]);

        Assert.Null(rate);
        Assert.Equal("The loss diverged after 3 steps already; begin at a lower rate.", why);
    }

    private static List<LearningRatePoint> Points(Func<double, double> lossAtLogarithm) =>
        [.. Enumerable.Range(0, 71).Select(i => -6 + (i / 10.0)).Select(x => new LearningRatePoint(Math.Pow(10, x), lossAtLogarithm(x), lossAtLogarithm(x)))];

    private static List<LearningRatePoint> Noisy(Func<double, double> lossAtLogarithm, double deviation, int seed)
    {
        var random = new Random(seed);
        return [.. Points(lossAtLogarithm).Select(p => p with { Loss = p.Loss + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) })];
    }
}
