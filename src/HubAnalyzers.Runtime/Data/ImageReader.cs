using System;

namespace HubAnalyzers.Runtime;

/// <summary>From an image file's bytes to a model's input.</summary>
internal static class ImageReader
{
    private const float White = byte.MaxValue;

    /// <exception cref="BrokenExampleException">It is no image, damaged or too large.</exception>
    public static void Read(byte[] file, string name, ImagePreprocessing preprocessing, ImageLimits limits, ImageView? view, Span<float> values)
    {
        var ratio = (double)preprocessing.Width / preprocessing.Height;
        using var image = DecodedImage.Decode(file, name, limits, (width, height) =>
        {
            var (region, place) = RegionOf(width, height, preprocessing, ratio, view);
            return Math.Min(region.Width / place.Width, region.Height / place.Height);
        });
        var (part, target) = RegionOf(image.FileWidth, image.FileHeight, preprocessing, ratio, view);
        Write(image, part.Scaled((double)image.Width / image.FileWidth, (double)image.Height / image.FileHeight), target, preprocessing, values);
        if (view is { } shown)
        {
            Mirroring.Apply(values, preprocessing.Height, preprocessing.Width, preprocessing.Channels, shown.MirrorX, shown.MirrorY);
        }
    }

    /// <summary>What of the image goes where in the input.</summary>
    private static (ImageRegion Region, (int X, int Y, int Width, int Height) Place) RegionOf(int width, int height, ImagePreprocessing preprocessing, double ratio, ImageView? view)
    {
        // A part that is trained on is fitted as the whole is that is measured on: padded, or distorted, where that is.
        var own = preprocessing.Fit == ImageFit.Crop ? ratio : (double)width / height;
        var region = view is { IsCrop: true } crop ? crop.In(width, height, own)
            : preprocessing.Fit == ImageFit.Crop ? ImageRegion.Middle(width, height, ratio)
            : new ImageRegion(0, 0, width, height);
        if (preprocessing.Fit != ImageFit.Pad)
        {
            return (region, (0, 0, preprocessing.Width, preprocessing.Height));
        }

        var scale = Math.Min(preprocessing.Width / region.Width, preprocessing.Height / region.Height);
        var w = Math.Clamp((int)Math.Round(region.Width * scale), 1, preprocessing.Width);
        var h = Math.Clamp((int)Math.Round(region.Height * scale), 1, preprocessing.Height);
        return (region, ((preprocessing.Width - w) / 2, (preprocessing.Height - h) / 2, w, h));
    }

    private static void Write(DecodedImage image, ImageRegion region, (int X, int Y, int Width, int Height) place, ImagePreprocessing preprocessing, Span<float> values)
    {
        const int Colours = 3;
        var pixels = preprocessing.Height * preprocessing.Width;
        var colours = preprocessing.Channels == Colours ? values[..(pixels * Colours)] : new float[pixels * Colours];
        colours.Clear();
        Resampler.Resize(image.Pixels, image.Width, image.Height, DecodedImage.Stride, region, colours, preprocessing.Width, Colours, place);
        var factor = (preprocessing.High - preprocessing.Low) / White;
        for (var i = 0; i < pixels * preprocessing.Channels; i++)
        {
            // The weights of grey are those of TensorFlow's rgb_to_grayscale.
            var value = preprocessing.Channels == Colours
                ? colours[i]
                : (0.2989f * colours[i * Colours]) + (0.587f * colours[(i * Colours) + 1]) + (0.114f * colours[(i * Colours) + 2]);
            values[i] = preprocessing.Low + (factor * value);
        }
    }
}
