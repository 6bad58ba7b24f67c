using System;
using System.Buffers;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace HubAnalyzers.Runtime;

/// <summary>An image's pixels as red, green, blue and alpha bytes, upright.</summary>
internal sealed class DecodedImage : IDisposable
{
    public const int Stride = 4;
    private byte[] _pixels;

    private DecodedImage(byte[] pixels, int width, int height, SKSizeI fileSize)
    {
        _pixels = pixels;
        Width = width;
        Height = height;
        FileWidth = fileSize.Width;
        FileHeight = fileSize.Height;
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>The width of the file's image, which may have been decoded smaller.</summary>
    public int FileWidth { get; private set; }

    /// <summary>The height of the file's image.</summary>
    public int FileHeight { get; private set; }

    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, Width * Height * Stride);

    /// <summary>Decodes a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="limits">What is refused.</param>
    /// <param name="sharpness">For the upright size of the file's image, how many of its pixels make one of the input at the least: a large photograph may be decoded smaller.</param>
    /// <exception cref="BrokenExampleException">It is no image, damaged or too large.</exception>
    public static DecodedImage Decode(byte[] file, string name, ImageLimits limits, Func<int, int, double> sharpness)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new BrokenExampleException(name, "it is no image in a form that is understood (PNG, JPEG, BMP, GIF, WebP)");
        var size = codec.Info.Size;
        if (size.Width <= 0 || size.Height <= 0)
        {
            throw new BrokenExampleException(name, $"it declares {size.Width}x{size.Height} pixels");
        }

        if ((long)size.Width * size.Height > limits.MaxPixels)
        {
            throw new BrokenExampleException(name, $"it declares {size.Width}x{size.Height} pixels, and MaxPixels allows {limits.MaxPixels}");
        }

        var origin = codec.EncodedOrigin;
        var lies = Lies(origin);
        var (uprightWidth, uprightHeight) = lies ? (size.Height, size.Width) : (size.Width, size.Height);
        var decoded = SmallerSize(codec, sharpness(uprightWidth, uprightHeight));
        var pixels = ArrayPool<byte>.Shared.Rent(decoded.Width * decoded.Height * Stride);
        var image = new DecodedImage(pixels, decoded.Width, decoded.Height, size);
        try
        {
            image.Fill(codec, name);
            image.Turn(origin, lies);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_pixels.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_pixels);
        }

        _pixels = [];
        Width = Height = 0;
    }

    /// <summary>JPEG and WebP can be decoded at a fraction of their size, in a fraction of the time. Two pixels for each of the input remain.</summary>
    private static SKSizeI SmallerSize(SKCodec codec, double sharpness)
    {
        const double Kept = 2;
        return sharpness >= 2 * Kept ? codec.GetScaledDimensions((float)(Kept / sharpness)) : codec.Info.Size;
    }

    private static bool Lies(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    private void Fill(SKCodec codec, string name)
    {
        var info = new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var handle = GCHandle.Alloc(_pixels, GCHandleType.Pinned);
        try
        {
            var result = codec.GetPixels(info, handle.AddrOfPinnedObject());
            if (result != SKCodecResult.Success)
            {
                throw new BrokenExampleException(name, result switch
                {
                    SKCodecResult.IncompleteInput => "the file ends before the image does",
                    SKCodecResult.ErrorInInput => "the image is damaged",
                    _ => $"the image cannot be decoded ({result})",
                });
            }
        }
        finally
        {
            handle.Free();
        }
    }

    /// <summary>Turns the pixels as the camera was held.</summary>
    private void Turn(SKEncodedOrigin origin, bool lies)
    {
        if (origin is SKEncodedOrigin.TopLeft or 0)
        {
            return;
        }

        var (width, height) = lies ? (Height, Width) : (Width, Height);
        var turned = ArrayPool<byte>.Shared.Rent(width * height * Stride);
        var from = MemoryMarshal.Cast<byte, uint>(Pixels);
        var to = MemoryMarshal.Cast<byte, uint>(turned.AsSpan(0, width * height * Stride));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (tx, ty) = origin switch
                {
                    SKEncodedOrigin.TopRight => (Width - 1 - x, y),
                    SKEncodedOrigin.BottomRight => (Width - 1 - x, Height - 1 - y),
                    SKEncodedOrigin.BottomLeft => (x, Height - 1 - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (Height - 1 - y, x),
                    SKEncodedOrigin.RightBottom => (Height - 1 - y, Width - 1 - x),
                    _ => (y, Width - 1 - x),
                };
                to[(ty * width) + tx] = from[(y * Width) + x];
            }
        }

        ArrayPool<byte>.Shared.Return(_pixels);
        _pixels = turned;
        (Width, Height) = (width, height);
        (FileWidth, FileHeight) = lies ? (FileHeight, FileWidth) : (FileWidth, FileHeight);
    }
}
