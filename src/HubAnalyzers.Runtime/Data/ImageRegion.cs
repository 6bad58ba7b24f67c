using System;

namespace HubAnalyzers.Runtime;

/// <summary>A part of an image in its pixels, which need not be whole.</summary>
internal readonly record struct ImageRegion(double X, double Y, double Width, double Height)
{
    /// <summary>The largest part in the middle with these proportions.</summary>
    public static ImageRegion Middle(int width, int height, double ratio)
    {
        var w = Math.Min(width, height * ratio);
        var h = Math.Min(height, width / ratio);
        return new ImageRegion((width - w) / 2, (height - h) / 2, w, h);
    }

    public ImageRegion Scaled(double x, double y) => new(X * x, Y * y, Width * x, Height * y);
}
