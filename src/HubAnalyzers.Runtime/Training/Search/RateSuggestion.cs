using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// Reads a rate off the losses of a search: where the smoothed loss falls most steeply over the logarithm of the rate. Where it is
/// lowest is too late, for the rate that got there is already about to throw the weights out.
/// </summary>
internal static class RateSuggestion
{
    /// <summary>The loss must fall by this share of where it began; less is what batches differ by.</summary>
    private const double LeastFall = 0.02;

    /// <summary>The slope at a point is that of the line through this share of all points around it.</summary>
    private const double Window = 0.1;

    public static (double? Rate, string Why) Of(IReadOnlyList<LearningRatePoint> points)
    {
        if (points.Count < 4)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"The loss diverged after {points.Count} steps already; begin at a lower rate."));
        }

        var losses = points.Select(static p => p.SmoothedLoss).ToArray();
        var lowest = Array.IndexOf(losses, losses.Min());
        if (losses[0] - losses[lowest] < LeastFall * Math.Abs(losses[0]))
        {
            return (null, "The loss did not fall at any rate by more than batches differ; look at the data, or at what trains.");
        }

        var half = Math.Max(1, (int)(Window * points.Count / 2));
        var steepest = Enumerable.Range(0, lowest + 1).MinBy(i => Slope(points, Math.Max(0, i - half), Math.Min(lowest, i + half)));
        var rate = points[steepest].Rate;
        return (rate, string.Create(
            CultureInfo.InvariantCulture,
            $"The loss falls most steeply at {rate:0.0e+0}; it was lowest at {points[lowest].Rate:0.0e+0}, where steps are about to be too long."));
    }

    /// <summary>The slope of the line that lies nearest to some points, over the logarithm of the rate.</summary>
    private static double Slope(IReadOnlyList<LearningRatePoint> points, int first, int last)
    {
        var part = points.Skip(first).Take(last - first + 1).Select(static p => (X: Math.Log10(p.Rate), Y: p.SmoothedLoss)).ToList();
        var (x, y) = (part.Average(static p => p.X), part.Average(static p => p.Y));
        return part.Sum(p => (p.X - x) * (p.Y - y)) / part.Sum(p => (p.X - x) * (p.X - x));
    }
}
