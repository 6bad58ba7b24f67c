using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>Images in memory with a class each.</summary>
public sealed partial class LabelledImages : Examples
{
    private readonly float[] _pixels;
    private readonly int[] _labels;
    private readonly IReadOnlyList<string>? _names;

    /// <summary>Creates the set.</summary>
    /// <param name="pixels">All images one after the other: row by row, channels last, in the range that the model takes (most take 0 to 1).</param>
    /// <param name="labels">The class of each image, counted from 0.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="classNames">What each class is called; by default its number.</param>
    /// <param name="names">What reports call each image; by default its place.</param>
    /// <exception cref="ArgumentException">The numbers do not fit together, or a label is negative.</exception>
    public LabelledImages(
        float[] pixels, int[] labels, int height, int width, int channels, IReadOnlyList<string>? classNames = null, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (pixels.LongLength != (long)labels.Length * height * width * channels)
        {
            throw new ArgumentException($"{labels.Length} images of {height}x{width}x{channels} have {(long)labels.Length * height * width * channels} values, {pixels.LongLength} were given.", nameof(pixels));
        }

        if (labels.Any(static l => l < 0))
        {
            throw new ArgumentException("A label is negative.", nameof(labels));
        }

        if (names is not null && names.Count != labels.Length)
        {
            throw new ArgumentException($"{names.Count} names were given for {labels.Length} images.", nameof(names));
        }

        if (names?.Contains(null!) == true)
        {
            throw new ArgumentException("A name is null.", nameof(names));
        }

        _pixels = pixels;
        _labels = labels;
        _names = names;
        Height = height;
        Width = width;
        Channels = channels;
        Shape = [height, width, channels];
        Targets = new ClassTargets(labels, classNames ?? [.. Enumerable.Range(0, labels.DefaultIfEmpty(-1).Max() + 1).Select(static i => i.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>The number of images.</summary>
    public override int Count => _labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Channels of an image.</summary>
    public int Channels { get; }

    /// <summary>The class of each image.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape { get; }

    /// <inheritdoc/>
    public override ExampleTargets Targets { get; }

    internal override bool IsInMemory => true;

    /// <inheritdoc/>
    public override string NameOf(int index) =>
        _names is not null ? _names[index] : index >= 0 && index < Count ? $"image {index}" : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    protected internal override void Read(int index, in ExamplePass pass, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var size = Height * Width * Channels;
        _pixels.AsSpan(index * size, size).CopyTo(values);
    }
}
