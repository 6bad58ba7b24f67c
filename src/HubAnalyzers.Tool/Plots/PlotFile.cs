using System;
using ScottPlot;
using SkiaSharp;

namespace HubAnalyzers.Tool.Plots;

/// <summary>Writes plots beside each other as one PNG, whole or not at all.</summary>
internal static class PlotFile
{
    /// <summary>Pixels for each of the plot's own units: pictures are looked at on dense screens.</summary>
    private const float Density = 2;

    public static void Write(string file, int width, int height, params ReadOnlySpan<Plot> plots)
    {
        var (across, down) = ((int)(width * Density / plots.Length), (int)(height * Density));
        using var surface = SKSurface.Create(InfoOf(across * plots.Length, down));
        for (var i = 0; i < plots.Length; i++)
        {
            // A plot takes a whole surface for its own.
            using var own = SKSurface.Create(InfoOf(across, down));
            plots[i].ScaleFactor = Density;
            plots[i].Render(own.Canvas, across, down);
            surface.Canvas.DrawSurface(own, i * across, 0);
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        WholeFile.Write(file, png.Span);
    }

    private static SKImageInfo InfoOf(int width, int height) => new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
}
