using System;
using System.Collections.Generic;
using ScottPlot;
using SkiaSharp;

namespace HubAnalyzers.Tool.Plots;

/// <summary>The font that plots are written in. The program carries it: a server may have none, and then nothing would be written.</summary>
internal sealed class PlotFont : IFontResolver
{
    public const string Name = "Hub Plot Sans";

    private static readonly Lazy<SKTypeface> _typeface = new(static () =>
    {
        using var stream = typeof(PlotFont).Assembly.GetManifestResourceStream("plots/HubPlotSans.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    });

    private static readonly Lazy<bool> _isThere = new(static () =>
    {
        Fonts.FontResolvers.Insert(0, new PlotFont());
        Fonts.Default = Name;
        return true;
    });

    private PlotFont()
    {
    }

    /// <summary>A plot that is written in the font.</summary>
    public static Plot NewPlot()
    {
        _ = _isThere.Value;
        var plot = new Plot();
        plot.Font.Set(Name);
        return plot;
    }

    /// <summary>The font for some names: the own one where it has all their characters, or else whichever font of the machine has most.</summary>
    public static string For(IEnumerable<string> names)
    {
        var text = string.Concat(names);
        if (_typeface.Value.ContainsGlyphs(text))
        {
            return Name;
        }

        return Fonts.Detect(text) is { Length: > 0 } found ? found : Name;
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? _typeface.Value : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? _typeface.Value : null;
}
