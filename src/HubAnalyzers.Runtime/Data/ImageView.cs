using System;

namespace HubAnalyzers.Runtime;

/// <summary>What of an image is shown to the training: a part of it, and whether mirrored.</summary>
/// <param name="Area">The part's share of the area.</param>
/// <param name="Ratio">Its width by its height, relative to the model's input, or to the image where all of an image is fitted into the input.</param>
/// <param name="Left">Where it lies, from 0 at the left to 1 at the right.</param>
/// <param name="Top">Where it lies, from 0 at the top to 1 at the bottom.</param>
/// <param name="MirrorX">Left becomes right.</param>
/// <param name="MirrorY">Top becomes bottom.</param>
internal readonly record struct ImageView(double Area, double Ratio, double Left, double Top, bool MirrorX, bool MirrorY)
{
    /// <summary>Whether anything is cut away; where not, the usual fit holds.</summary>
    public bool IsCrop => Area < 1;

    /// <summary>The part in an image's pixels; smaller than asked for where the image's proportions do not let it be.</summary>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    /// <param name="targetRatio">The width by the height that <see cref="Ratio"/> is relative to.</param>
    public ImageRegion In(int width, int height, double targetRatio)
    {
        var area = Area * width * height;
        var w = Math.Min(Math.Sqrt(area * Ratio * targetRatio), width);
        var h = Math.Min(Math.Sqrt(area / (Ratio * targetRatio)), height);
        return new ImageRegion(Left * (width - w), Top * (height - h), w, h);
    }
}
