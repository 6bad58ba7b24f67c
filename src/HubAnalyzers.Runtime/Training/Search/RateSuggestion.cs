using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// Reads a rate off the losses of a search: where the smoothed loss falls most steeply over the logarithm of the rate, but at most a
/// tenth of where it is lowest, for the rate that got there is already about to throw the weights out.
/// </summary>
internal static class RateSuggestion
{
    private const double FromLowest = 0.1;

    /// <summary>The loss must fall by this share of where it began, and by so many times what the smoothed loss wavers by.</summary>
    private const double LeastFall = 0.02;
    private const double LeastWavers = 2;

    /// <summary>The slope at a point is that of the line through this share of all points around it; as many tell where the loss began.</summary>
    private const double Window = 0.1;

    public static (double? Rate, string Why) Of(IReadOnlyList<LearningRatePoint> points, double smoothing)
    {
        if (points.Count < 4)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"The loss diverged after {points.Count} steps already; begin at a lower rate."));
        }

        var some = Math.Max(2, (int)(Window * points.Count));
        var began = points.Take(some).Average(static p => p.Loss);
        var lowest = Enumerable.Range(0, points.Count).MinBy(i => points[i].SmoothedLoss);
        if (began - points[lowest].SmoothedLoss < Math.Max(LeastFall * Math.Abs(began), LeastWavers * Wavers(points, smoothing)))
        {
            return (null, "The loss did not fall at any rate by more than batches differ; look at the data, or at what trains.");
        }

        var steepest = Enumerable.Range(0, lowest + 1).MinBy(i => Slope(points, Math.Max(0, i - (some / 2)), Math.Min(lowest, i + (some / 2))));
        var (steep, low) = (points[steepest].Rate, points[lowest].Rate);
        return (Math.Min(steep, FromLowest * low), string.Create(
            CultureInfo.InvariantCulture,
            $"The loss falls most steeply at {steep:0.0e+0} and is lowest at {low:0.0e+0}; suggested is the first, or a tenth of the second where that is lower."));
    }

    /// <summary>How far the smoothed loss strays by chance: as far as single losses do, less what smoothing evens out.</summary>
    private static double Wavers(IReadOnlyList<LearningRatePoint> points, double smoothing)
    {
        // From one step to the next the rate hardly changes, so that half of the square of a difference is the variance of one.
        var steps = points.Zip(points.Skip(1), static (a, b) => Math.Abs(b.Loss - a.Loss)).Order().ToList();
        var usual = steps[steps.Count / 2];
        return usual / Math.Sqrt(2) * Math.Sqrt((1 - smoothing) / (1 + smoothing));
    }

    /// <summary>The slope of the line that lies nearest to some points, over the logarithm of the rate.</summary>
    private static double Slope(IReadOnlyList<LearningRatePoint> points, int first, int last)
    {
        if (first == last)
        {
            return 0;
        }

        var part = points.Skip(first).Take(last - first + 1).Select(static p => (X: Math.Log10(p.Rate), Y: p.SmoothedLoss)).ToList();
        var (x, y) = (part.Average(static p => p.X), part.Average(static p => p.Y));
        return part.Sum(p => (p.X - x) * (p.Y - y)) / part.Sum(p => (p.X - x) * (p.X - x));
    }
}
