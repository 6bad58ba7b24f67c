using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>Images in memory with a class each.</summary>
public sealed class LabelledImages
{
    private readonly float[] _pixels;
    private readonly int[] _labels;

    /// <summary>Creates the set.</summary>
    /// <param name="pixels">All images one after the other: row by row, channels last, in the range that the model takes (most take 0 to 1).</param>
    /// <param name="labels">The class of each image, counted from 0.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <exception cref="ArgumentException">The numbers do not fit together, or a label is negative.</exception>
    public LabelledImages(float[] pixels, int[] labels, int height, int width, int channels)
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

        _pixels = pixels;
        _labels = labels;
        Height = height;
        Width = width;
        Channels = channels;
    }

    /// <summary>The number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Channels of an image.</summary>
    public int Channels { get; }

    /// <summary>The class of each image.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Some images as one batch, [n, height, width, channels] of float32.</summary>
    internal torch.Tensor Batch(ReadOnlySpan<int> indices)
    {
        var size = Height * Width * Channels;
        var batch = new float[indices.Length * size];
        for (var i = 0; i < indices.Length; i++)
        {
            Array.Copy(_pixels, (long)indices[i] * size, batch, (long)i * size, size);
        }

        return torch.tensor(batch, [indices.Length, Height, Width, Channels]);
    }

    /// <summary>The labels of some images, [n] of int64.</summary>
    internal torch.Tensor LabelsOf(ReadOnlySpan<int> indices)
    {
        var labels = new long[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            labels[i] = _labels[indices[i]];
        }

        return torch.tensor(labels);
    }
}
