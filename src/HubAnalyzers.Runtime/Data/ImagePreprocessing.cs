using System;
using System.Globalization;

namespace HubAnalyzers.Runtime;

/// <summary>
/// How an image file becomes a model's input: resized bilinearly, with a wider filter where it shrinks so that nothing is skipped, and
/// its bytes 0 to 255 brought to <see cref="Low"/> to <see cref="High"/>. Transparency and colour profiles are ignored, as
/// TensorFlow ignores them.
/// </summary>
public sealed record ImagePreprocessing
{
    private const int Rank = 4;
    private const int MaxSide = 8192;

    /// <summary>Creates the preprocessing.</summary>
    /// <param name="height">Rows of the input.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="channels">3 for colour, 1 for grey.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ImagePreprocessing(int height, int width, int channels = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 3 channels, or 1.");
        }

        Height = height;
        Width = width;
        Channels = channels;
    }

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>3 for red, green and blue, 1 for grey.</summary>
    public int Channels { get; }

    /// <summary>What black becomes; 0 by the Hub's convention.</summary>
    public float Low { get; init; }

    /// <summary>What white becomes; 1 by the Hub's convention.</summary>
    public float High { get; init; } = 1;

    /// <summary>What is done with other proportions.</summary>
    public ImageFit Fit { get; init; } = ImageFit.Crop;

    /// <summary>
    /// What a model takes: size and channels from the shape of its first input, and the values that its call is for
    /// (<see cref="HubTensorInfo.Range"/>). Where the call does not say, these are 0 to 1 as the Hub's image models take them, or 0 to 255
    /// where the input holds whole numbers; where a publisher says otherwise, set <see cref="Low"/> and <see cref="High"/>.
    /// </summary>
    /// <param name="model">The model's facts.</param>
    /// <param name="height">Rows, for a model that takes images of any size.</param>
    /// <param name="width">Columns, for a model that takes images of any size.</param>
    /// <exception cref="ArgumentException">The model takes no images, or any size and none is given, or another size.</exception>
    public static ImagePreprocessing For(HubModelInfo model, int? height = null, int? width = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Interface.Inputs is not [var input, ..] || input.DType == "string" || input.Shape is { Count: not Rank })
        {
            throw new ArgumentException($"'{model.Name}' takes no images of [batch, height, width, channels].", nameof(model));
        }

        var channels = Fixed(input, 3) ?? 3;
        if (channels is not (1 or 3))
        {
            throw new ArgumentException($"'{model.Name}' takes images of {channels} channels; image files have 3, or 1.", nameof(model));
        }

        return new ImagePreprocessing(Side(model, input, 1, height, nameof(height)), Side(model, input, 2, width, nameof(width)), channels)
        {
            Low = (float)(input.Range?.Low ?? 0),
            High = (float)(input.Range?.High ?? (input.DType.Contains("int", StringComparison.Ordinal) ? byte.MaxValue : 1)),
        };
    }

    /// <summary>The canonical text of all of it, for receipts and caches.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Height}x{Width}x{Channels}, {Fit.ToString().ToLowerInvariant()}, bilinear, {Low} to {High}");

    private static int? Fixed(HubTensorInfo input, int dimension) => input.Shape is { } shape && shape[dimension] >= 0 ? checked((int)shape[dimension]) : null;

    private static int Side(HubModelInfo model, HubTensorInfo input, int dimension, int? wanted, string name)
    {
        var side = Fixed(input, dimension);
        if (side is { } known && wanted is { } other && known != other)
        {
            throw new ArgumentException($"'{model.Name}' takes a {name} of {known}, not of {other}.", name);
        }

        return side ?? wanted ?? throw new ArgumentException($"'{model.Name}' takes images of any size; say which, by {name}.", name);
    }
}
