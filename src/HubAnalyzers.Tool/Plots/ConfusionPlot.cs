using System;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace HubAnalyzers.Tool.Plots;

/// <summary><c>confusion.png</c>: what was taken for what.</summary>
internal static class ConfusionPlot
{
    /// <summary>More classes are no picture any more; the report lists what is confused most.</summary>
    public const int MostClasses = 40;

    /// <summary>Draws the matrix of at most <see cref="MostClasses"/> classes.</summary>
    public static void Write(string file, ClassEvaluation evaluation)
    {
        var matrix = evaluation.Confusion;
        var count = matrix.Names.Count;
        if (count > MostClasses)
        {
            throw new ArgumentException($"There are {count} classes; at most {MostClasses} can be drawn.", nameof(evaluation));
        }

        var plot = PlotStyle.New($"{evaluation.Accuracy.ToString("0.0 %", CultureInfo.InvariantCulture)} of {evaluation.Count.ToString(CultureInfo.InvariantCulture)} right", "taken for", "is");
        plot.HideGrid();
        for (var of = 0; of < count; of++)
        {
            for (var to = 0; to < count; to++)
            {
                Cell(plot, matrix[of, to], evaluation.Classes[of].Count, of, to, count);
            }
        }

        var places = Enumerable.Range(0, count).Select(static i => i + 0.5).ToArray();
        var names = matrix.Names.Select(PlotNames.Short).ToArray();
        var font = PlotFont.For(names);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.TickLabelStyle.FontName = font;
            axis.TickLabelStyle.ForeColor = PlotStyle.Ink;
            axis.TickLabelStyle.FontSize = count <= 20 ? 13 : 10;
            axis.MajorTickStyle.Length = 0;
            axis.FrameLineStyle.Width = 0;
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual(places, names);
        plot.Axes.Left.TickGenerator = new NumericManual(places, [.. names.Reverse()]);
        if (names.Max(static n => n.Length) * count > 60)
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = -60;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
            plot.Axes.Bottom.MinimumSize = 30 + (6 * names.Max(static n => n.Length));
        }

        plot.Axes.SetLimits(0, count, 0, count);
        var side = 220 + (count * (count <= 12 ? 52 : 30));
        PlotFile.Write(file, side, side, plot);
    }

    private static void Cell(Plot plot, int number, int row, int of, int to, int count)
    {
        const double Gap = 0.03;
        var bottom = count - 1 - of;
        var share = (double)number / Math.Max(1, row);
        var cell = plot.Add.Rectangle(to + Gap, to + 1 - Gap, bottom + Gap, bottom + 1 - Gap);
        var tone = of == to ? PlotStyle.Good : PlotStyle.Warm;

        // The root, so that a few mistakes among many images are seen.
        cell.FillColor = number == 0 ? Color.FromHex("#f6f7f9") : tone.WithAlpha(0.1 + (0.9 * Math.Sqrt(share)));
        cell.LineWidth = 0;
        var text = plot.Add.Text(number.ToString(CultureInfo.InvariantCulture), to + 0.5, bottom + 0.5);
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontName = PlotFont.Name;
        text.LabelFontSize = count <= 20 ? 14 : 9;
        text.LabelFontColor = number == 0 ? PlotStyle.Quiet.WithAlpha(0.6) : share > 0.35 ? Colors.White : PlotStyle.Ink;
    }
}
