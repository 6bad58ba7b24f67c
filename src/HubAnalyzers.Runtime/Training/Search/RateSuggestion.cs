using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// Reads a rate off the losses of a search: where the loss falls most steeply over the logarithm of the rate once it falls by more than
/// batches differ, but at most a tenth of where it is lowest, for the rate that got there is already about to throw the weights out.
/// </summary>
internal static class RateSuggestion
{
    private const double FromLowest = 0.1;

    /// <summary>The loss must fall by this share of where it began, and by so many times what the mean over a window strays by.</summary>
    private const double LeastFall = 0.02;
    private const double LeastStrays = 4;

    /// <summary>The share of the whole fall that is over where a slope may count; what comes before may be chance.</summary>
    private const double Begun = 0.1;

    /// <summary>The share of all points that a mean or a slope is taken over.</summary>
    private const double Window = 0.1;

    /// <summary>The median of the difference of two numbers from one bell curve, in its standard deviations.</summary>
    private const double MedianDifference = 0.954;

    public static (double? Rate, string Why) Of(IReadOnlyList<LearningRatePoint> points)
    {
        if (points.Count < 4)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"The loss diverged after {points.Count} steps already; begin at a lower rate."));
        }

        // Means of single losses: a smoothed loss would lag behind its rate.
        var size = Math.Max(2, (int)(Window * points.Count));
        var means = Enumerable.Range(0, points.Count - size + 1).Select(i => points.Skip(i).Take(size).Average(static p => p.Loss)).ToList();
        var lowest = means.IndexOf(means.Min());
        var strays = Deviation(points) / Math.Sqrt(size);
        var fall = means[0] - means[lowest];
        if (fall < Math.Max(LeastFall * Math.Abs(means[0]), LeastStrays * strays))
        {
            return (null, "The loss did not fall at any rate by more than batches differ; a small fall shows with more steps or larger batches.");
        }

        var begun = Enumerable.Range(0, lowest).LastOrDefault(i => means[i] > means[0] - Math.Max(Begun * fall, strays)) + 1;
        var steepest = Enumerable.Range(begun, lowest - begun + 1).MinBy(i => Slope(points, i, size));
        var (steep, low) = (RateAt(points, steepest, size), RateAt(points, lowest, size));
        var rate = Math.Max(Math.Min(steep, FromLowest * low), RateAt(points, begun, size));
        return (rate, string.Create(
            CultureInfo.InvariantCulture,
            $"The loss falls most steeply at {steep:0.0e+0} and is lowest at {low:0.0e+0}; suggested is the first, or a tenth of the second where that is lower and the loss falls there."));
    }

    /// <summary>The standard deviation of single losses.</summary>
    private static double Deviation(IReadOnlyList<LearningRatePoint> points)
    {
        // From one step to the next the rate hardly changes, so that what they differ by is chance.
        var steps = points.Zip(points.Skip(1), static (a, b) => Math.Abs(b.Loss - a.Loss)).Order().ToList();
        return steps[steps.Count / 2] / MedianDifference;
    }

    /// <summary>The rate in the middle of a window.</summary>
    private static double RateAt(IReadOnlyList<LearningRatePoint> points, int first, int size) => points[first + ((size - 1) / 2)].Rate;

    /// <summary>The slope of the line that lies nearest to a window's points, over the logarithm of the rate.</summary>
    private static double Slope(IReadOnlyList<LearningRatePoint> points, int first, int size)
    {
        var part = points.Skip(first).Take(size).Select(static p => (X: Math.Log10(p.Rate), Y: p.Loss)).ToList();
        var (x, y) = (part.Average(static p => p.X), part.Average(static p => p.Y));
        return part.Sum(p => (p.X - x) * (p.Y - y)) / part.Sum(p => (p.X - x) * (p.X - x));
    }
}
