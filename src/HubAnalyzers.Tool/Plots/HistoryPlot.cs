using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Training;
using ScottPlot;

namespace HubAnalyzers.Tool.Plots;

/// <summary><c>curves.png</c>: loss and metric over a run's epochs.</summary>
internal static class HistoryPlot
{
    private const int MostMarkers = 60;

    /// <summary>Draws a run, one epoch of which was completed at the least.</summary>
    public static void Write(string file, FineTuneOptions options, FineTuneResult result)
    {
        var curves = new RunCurves(options, result, result.Receipt!.Training.Count);
        var loss = PlotStyle.New("Loss", "epoch", "");
        Line(loss, "training", curves.Loss, PlotStyle.Warm, LinePattern.Dashed);
        Line(loss, "validation", curves.Metrics.GetValueOrDefault(HeadMetric.Loss, []), PlotStyle.Good, LinePattern.Solid);
        Finish(loss, curves);

        // What decides comes first: the metric that the options watch, or else the head's own.
        var name = options.Monitor is { } watched && watched != HeadMetric.Loss ? watched : HeadMetric.Deciding(curves.Metrics.Keys);
        if (name == HeadMetric.Loss)
        {
            PlotFile.Write(file, 640, 420, loss);
            return;
        }

        var metric = PlotStyle.New(name == HeadMetric.Accuracy ? "Accuracy" : name, "epoch", "");
        Line(metric, "validation", curves.Metrics[name], PlotStyle.Good, LinePattern.Solid);
        Finish(metric, curves);
        PlotFile.Write(file, 1200, 420, loss, metric);
    }

    private static void Line(Plot plot, string name, IReadOnlyList<CurvePoint> points, Color colour, LinePattern pattern)
    {
        var shown = points.Where(static p => double.IsFinite(p.Value)).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var line = plot.Add.Scatter(shown.Select(static p => p.Epoch).ToArray(), shown.Select(static p => p.Value).ToArray(), colour);
        line.LineWidth = 2;
        line.LinePattern = pattern;
        line.MarkerSize = shown.Count > MostMarkers ? 0 : 6;
        line.LegendText = name;
    }

    private static void Finish(Plot plot, RunCurves curves)
    {
        foreach (var (name, from, _) in curves.Stages.Where(static s => s.From > 0))
        {
            var line = plot.Add.VerticalLine(from, 1, PlotStyle.Quiet, LinePattern.Dotted);
            line.LabelText = PlotNames.Short(name);
            line.LabelOppositeAxis = true;
            line.LabelAlignment = Alignment.LowerCenter;
            line.LabelFontName = PlotFont.For([name]);
            line.LabelFontColor = PlotStyle.Quiet;
            line.LabelBackgroundColor = Colors.Transparent;
            line.LabelFontSize = 12;
            line.LabelBold = false;
            line.ExcludeFromLegend = true;
        }

        PlotStyle.CountAlong(plot, curves.Epochs);
        if (curves.Stages.Count > 1)
        {
            // Room for the stages' names, which stand above the frame.
            plot.Axes.Top.MinimumSize = 24;
        }

        // Below the axis: within the frame it would lie on curves.
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend(Edge.Bottom);
    }
}
