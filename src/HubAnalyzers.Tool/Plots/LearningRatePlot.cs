using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace HubAnalyzers.Tool.Plots;

/// <summary><c>learning_rate.png</c>: the loss at rates that rise from step to step, and the rate that is suggested.</summary>
internal static class LearningRatePlot
{
    /// <summary>Draws a search.</summary>
    /// <param name="file">The file.</param>
    /// <param name="points">The rates that were tried, each with its loss.</param>
    /// <param name="smoothed">The loss smoothed at each; empty draws none.</param>
    /// <param name="suggested">The rate that is suggested, if any.</param>
    public static void Write(string file, IReadOnlyList<(double Rate, double Loss)> points, IReadOnlyList<double> smoothed, double? suggested)
    {
        var plot = PlotStyle.New(suggested is { } rate ? $"Suggested learning rate: {Say(rate)}" : "No learning rate is suggested", "learning rate", "loss");
        var hasSmooth = smoothed.Count == points.Count && points.Count > 0;
        Line(plot, hasSmooth ? "loss of each step" : "loss", points, hasSmooth ? PlotStyle.Quiet.WithAlpha(0.45) : PlotStyle.Good, hasSmooth ? 1 : 2);
        if (hasSmooth)
        {
            Line(plot, "smoothed", [.. points.Zip(smoothed, static (p, s) => (p.Rate, s))], PlotStyle.Good, 2.5f);
        }

        if (suggested is { } at)
        {
            var line = plot.Add.VerticalLine(Math.Log10(at), 2, PlotStyle.Warm, LinePattern.Dashed);
            line.LegendText = "suggested";
        }

        Frame(plot, points);
        plot.ShowLegend(Alignment.LowerLeft);
        PlotFile.Write(file, 720, 440, plot);
    }

    private static void Line(Plot plot, string name, IReadOnlyList<(double Rate, double Loss)> points, Color colour, float width)
    {
        var shown = points.Where(static p => double.IsFinite(p.Loss) && p.Rate > 0).ToList();
        if (shown.Count > 0)
        {
            var line = plot.Add.ScatterLine(shown.Select(static p => Math.Log10(p.Rate)).ToArray(), shown.Select(static p => p.Loss).ToArray(), colour);
            line.LineWidth = width;
            line.LegendText = name;
        }
    }

    /// <summary>Decades along the bottom, and a height at which what diverges at the end does not flatten the rest.</summary>
    private static void Frame(Plot plot, IReadOnlyList<(double Rate, double Loss)> points)
    {
        var shown = points.Where(static p => double.IsFinite(p.Loss) && p.Rate > 0).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var (from, to) = (Math.Log10(shown[0].Rate), Math.Log10(shown[^1].Rate));
        var decades = Enumerable.Range((int)Math.Ceiling(from - 1e-9), Math.Max(1, (int)(Math.Floor(to + 1e-9) - Math.Ceiling(from - 1e-9)) + 1)).ToArray();
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. decades.Select(static d => (double)d)], [.. decades.Select(static d => Say(Math.Pow(10, d)))]);
        var lowest = shown.MinBy(static p => p.Loss);
        var (low, high) = (lowest.Loss, shown.TakeWhile(p => p != lowest).Append(lowest).Max(static p => p.Loss));
        var margin = Math.Max(0.15 * (high - low), 1e-6 * Math.Max(1, Math.Abs(high)));
        plot.Axes.SetLimits(from, Math.Max(to, from + 0.1), low - margin, high + (2 * margin));
    }

    private static string Say(double rate) => rate >= 0.01
        ? Math.Round(rate, 4).ToString("0.####", CultureInfo.InvariantCulture)
        : rate.ToString("0.#e0", CultureInfo.InvariantCulture);
}
