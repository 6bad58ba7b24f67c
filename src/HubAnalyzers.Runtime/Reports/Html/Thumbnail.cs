using System;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace HubAnalyzers.Runtime.Html;

/// <summary>An example as a small picture: what the model saw, not what the file holds.</summary>
internal static class Thumbnail
{
    public const int Side = 96;

    /// <summary>A larger input is no image that a report should read again.</summary>
    private const int MostPixels = 4 << 20;

    /// <summary>The picture as a data address; null where the example is no image, or cannot be read any more.</summary>
    public static string? Of(Examples examples, int index)
    {
        if (examples.Shape is not [var height, var width, 1 or 3] || (long)height * width > MostPixels)
        {
            return null;
        }

        var values = new float[examples.Size];
        try
        {
            examples.Read(index, default, values);
        }
        catch (BrokenExampleException)
        {
            return null;
        }

        using var image = Paint(values, height, width, examples.Shape[2], examples.Range);
        var scale = Math.Min(1, (double)Side / Math.Max(height, width));
        var size = new SKImageInfo(Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var small = scale < 1 ? image.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)) : image.Copy();
        using var png = small.Encode(SKEncodedImageFormat.Png, 100);
        return "data:image/png;base64," + Convert.ToBase64String(png.Span);
    }

    private static SKBitmap Paint(float[] values, int height, int width, int channels, (float Low, float High) range)
    {
        const int Stride = 4;
        var pixels = new byte[height * width * Stride];
        var factor = byte.MaxValue / (range.High - range.Low);
        for (var i = 0; i < height * width; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                var value = (values[(i * channels) + (channels == 1 ? 0 : c)] - range.Low) * factor;
                pixels[(i * Stride) + c] = (byte)Math.Clamp(float.IsFinite(value) ? MathF.Round(value) : 0, 0, byte.MaxValue);
            }

            pixels[(i * Stride) + 3] = byte.MaxValue;
        }

        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return bitmap;
    }
}
