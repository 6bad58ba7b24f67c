using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace HubAnalyzers.Runtime;

/// <content>From a source that gives one image at a time.</content>
public sealed partial class LabelledImages
{
    private const long DefaultMaxBytes = 1L << 30;

    /// <summary>Collects a source's images in memory. For more than fit there, write a class that derives from <see cref="Examples"/>.</summary>
    /// <param name="source">Gives the images.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="classNames">What each class is called; by default its number.</param>
    /// <param name="maxBytes">The most memory for the pixels; 1 GiB by default. While they are collected twice as much may be held.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">An image has not the number of values that the size says, or a label is negative or has no name.</exception>
    /// <exception cref="InvalidOperationException">The source gives more than fits into <paramref name="maxBytes"/>.</exception>
    public static async Task<LabelledImages> CollectAsync(
        IAsyncEnumerable<LabelledImage> source,
        int height,
        int width,
        int channels,
        IReadOnlyList<string>? classNames = null,
        long maxBytes = DefaultMaxBytes,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        var size = checked(height * width * channels);
        var most = Math.Min(maxBytes / sizeof(float), Array.MaxLength) / size;
        var images = new List<float[]>();
        var labels = new List<int>();
        var names = new List<string>();
        await foreach (var image in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (image.Pixels.Length != size)
            {
                throw new ArgumentException($"{image.Name ?? $"image {images.Count}"} has {image.Pixels.Length} values; an image of {height}x{width}x{channels} has {size}.", nameof(source));
            }

            if (images.Count >= most)
            {
                throw new InvalidOperationException($"The source gives more than {most} images, which is what {maxBytes} bytes hold; raise maxBytes, or derive from Examples and read them when they are asked for.");
            }

            images.Add(image.Pixels.ToArray());
            labels.Add(image.Label);
            names.Add(image.Name ?? $"image {names.Count}");
        }

        var pixels = new float[images.Count * size];
        for (var i = 0; i < images.Count; i++)
        {
            images[i].CopyTo(pixels, i * size);
            images[i] = [];
        }

        return new LabelledImages(pixels, [.. labels], height, width, channels, classNames, names);
    }
}
