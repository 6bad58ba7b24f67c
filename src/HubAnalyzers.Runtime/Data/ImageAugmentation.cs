using System;
using System.Globalization;

namespace HubAnalyzers.Runtime;

/// <summary>
/// How images are varied each time they are trained on. What becomes of an image in an epoch depends on the run's seed, the epoch and
/// the image's name alone, so a run repeats. <see cref="Default"/> is a mild choice; each part is off where its number is 0.
/// </summary>
public sealed record ImageAugmentation
{
    /// <summary>Mirrored images and crops of half the area or more, with a little change of colour.</summary>
    public static ImageAugmentation Default { get; } = new() { MirrorLeftRight = true, SmallestCrop = 0.5, Brightness = 0.1, Contrast = 0.1, Saturation = 0.1 };

    /// <summary>Whether every second image is mirrored, left to right.</summary>
    public bool MirrorLeftRight { get; init; }

    /// <summary>Whether every second image is mirrored, top to bottom.</summary>
    public bool MirrorTopBottom { get; init; }

    /// <summary>A part of the image at random is resized to the whole: its share of the area is from this to 1, and its proportions change by up to a third.</summary>
    public double SmallestCrop { get; init; }

    /// <summary>Values are moved up or down by up to this share of the range.</summary>
    public double Brightness { get; init; }

    /// <summary>Differences from the mean grow or shrink by up to this share.</summary>
    public double Contrast { get; init; }

    /// <summary>Differences from grey grow or shrink by up to this share.</summary>
    public double Saturation { get; init; }

    /// <summary>A rectangle with this share of the area, anywhere, is made grey (cutout).</summary>
    public double Cutout { get; init; }

    /// <summary>Images of a batch and their targets are mixed, by shares from the beta distribution with this parameter (mixup); 0.2 is usual.</summary>
    public double Mixup { get; init; }

    /// <summary>Whether nothing is varied.</summary>
    internal bool IsNothing => this == new ImageAugmentation();

    /// <summary>The canonical text of all of it, for receipts and caches; empty where nothing is varied.</summary>
    public override string ToString() => IsNothing
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"mirror {(MirrorLeftRight ? "x" : "")}{(MirrorTopBottom ? "y" : "")}{(MirrorLeftRight || MirrorTopBottom ? "" : "none")}, crop {SmallestCrop}, brightness {Brightness}, contrast {Contrast}, saturation {Saturation}, cutout {Cutout}, mixup {Mixup}");

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Validate()
    {
        Require(SmallestCrop, 1, nameof(SmallestCrop));
        Require(Brightness, 1, nameof(Brightness));
        Require(Contrast, 1, nameof(Contrast));
        Require(Saturation, 1, nameof(Saturation));
        Require(Cutout, 0.9, nameof(Cutout));
        Require(Mixup, 100, nameof(Mixup));
    }

    private static void Require(double value, double highest, string name)
    {
        if (!(value >= 0 && value <= highest))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be from 0 to {highest}."), name);
        }
    }
}
