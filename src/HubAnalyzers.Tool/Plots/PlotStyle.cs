using System;
using System.Linq;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace HubAnalyzers.Tool.Plots;

/// <summary>What all plots look like: the colours of the report, on white.</summary>
internal static class PlotStyle
{
    public static readonly Color Ink = Color.FromHex("#17202c");
    public static readonly Color Quiet = Color.FromHex("#566274");
    public static readonly Color Grid = Color.FromHex("#dbe1e8");
    public static readonly Color Good = Color.FromHex("#0b7d62");
    public static readonly Color Warm = Color.FromHex("#9a6200");
    public static readonly Color Cool = Color.FromHex("#3d6aa6");

    /// <summary>An empty plot.</summary>
    public static Plot New(string title, string x, string y)
    {
        var plot = PlotFont.NewPlot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Grid.MajorLineColor = Grid;
        plot.Axes.Color(Quiet);
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Title(title, 16);
        plot.XLabel(x, 14);
        plot.YLabel(y, 14);
        foreach (var label in new[] { plot.Axes.Title.Label, plot.Axes.Bottom.Label, plot.Axes.Left.Label })
        {
            label.Bold = false;
            label.ForeColor = Ink;
        }

        plot.Legend.OutlineColor = Grid;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.FontColor = Ink;
        plot.Legend.FontName = PlotFont.Name;
        return plot;
    }

    /// <summary>Whole numbers from 0 along the bottom, as many as there is room for.</summary>
    public static void CountAlong(Plot plot, int last)
    {
        var step = Math.Max(1, (int)Math.Ceiling(last / 10.0));
        var places = Enumerable.Range(0, (last / step) + 1).Select(i => (double)(i * step)).ToArray();
        plot.Axes.Bottom.TickGenerator = new NumericManual(places, [.. places.Select(static p => p.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimitsX(-0.02 * Math.Max(1, last), Math.Max(1, last) * 1.02);
    }
}
