using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using SkiaSharp;

namespace HubAnalyzers.Runtime.Tests.Data;

/// <summary>What becomes of an image file's pixels.</summary>
public sealed class ImageReaderTests
{
    private static readonly SKColor _red = new(255, 0, 0);
    private static readonly SKColor _blue = new(0, 0, 255);
    private static readonly SKColor _green = new(0, 255, 0);

    [Fact]
    public void An_image_of_the_inputs_size_keeps_every_value()
    {
        var values = Read(ImageFiles.Encode(2, 2, static (x, y) => new SKColor((byte)(x * 51), (byte)(y * 102), 255), SKEncodedImageFormat.Png), new ImagePreprocessing(2, 2));

        Assert.Equal([0, 0, 1, 0.2f, 0, 1, 0, 0.4f, 1, 0.2f, 0.4f, 1], values, Close);
    }

    [Fact]
    public void The_range_is_the_models()
    {
        var png = ImageFiles.Encode(2, 1, static (x, _) => x == 0 ? SKColors.Black : SKColors.White, SKEncodedImageFormat.Png);

        Assert.Equal([-1, -1, -1, 1, 1, 1], Read(png, new ImagePreprocessing(1, 2) { Low = -1 }), Close);
        Assert.Equal([0, 0, 0, 255, 255, 255], Read(png, new ImagePreprocessing(1, 2) { High = 255 }), Close);
    }

    [Fact]
    public void Transparency_is_ignored_as_TensorFlow_ignores_it()
    {
        var png = ImageFiles.Encode(1, 1, static (_, _) => new SKColor(255, 51, 0, 128), SKEncodedImageFormat.Png);

        Assert.Equal([1, 0.2f, 0], Read(png, new ImagePreprocessing(1, 1)), Close);
    }

    [Fact]
    public void Grey_is_weighted_as_eyes_see_it()
    {
        var png = ImageFiles.Encode(3, 1, static (x, _) => x == 0 ? _red : x == 1 ? _green : _blue, SKEncodedImageFormat.Png);

        Assert.Equal([0.2989f, 0.587f, 0.114f], Read(png, new ImagePreprocessing(1, 3, 1)), Close);
    }

    [Fact]
    public void An_image_grows_bilinearly_between_half_pixel_centres()
    {
        // TensorFlow 2: tf.image.resize([[0, 1]], [1, 4]) is [0, 0.25, 0.75, 1].
        var png = ImageFiles.Encode(2, 1, static (x, _) => x == 0 ? SKColors.Black : SKColors.White, SKEncodedImageFormat.Png);

        Assert.Equal([0, 0.25f, 0.75f, 1], Read(png, new ImagePreprocessing(1, 4, 1) { Fit = ImageFit.Stretch }), Close);
    }

    [Fact]
    public void An_image_shrinks_by_means_in_which_every_pixel_counts()
    {
        var stripes = ImageFiles.Encode(64, 64, static (x, _) => x % 2 == 0 ? SKColors.Black : SKColors.White, SKEncodedImageFormat.Png);

        Assert.All(Read(stripes, new ImagePreprocessing(4, 4, 1)), static v => Assert.InRange(v, 0.48f, 0.52f));
    }

    [Fact]
    public void Other_proportions_are_cropped_padded_or_stretched()
    {
        // Red, green, green, blue.
        var wide = ImageFiles.Encode(4, 2, static (x, _) => x == 0 ? _red : x == 3 ? _blue : _green, SKEncodedImageFormat.Png);

        var cropped = Read(wide, new ImagePreprocessing(2, 2));
        Assert.Equal(["green", "green", "green", "green"], ColoursOf(cropped));
        var padded = Read(wide, new ImagePreprocessing(4, 4) { Fit = ImageFit.Pad });
        Assert.Equal(
            ["black", "black", "black", "black", "red", "green", "green", "blue", "red", "green", "green", "blue", "black", "black", "black", "black"],
            ColoursOf(padded));
        var stretched = Read(wide, new ImagePreprocessing(2, 4) { Fit = ImageFit.Stretch });
        Assert.Equal(["red", "green", "green", "blue"], ColoursOf(stretched)[..4]);
    }

    [Theory]
    [InlineData(1, "red green blue black")]
    [InlineData(2, "green red black blue")]
    [InlineData(3, "black blue green red")]
    [InlineData(4, "blue black red green")]
    [InlineData(5, "red blue green black")]
    [InlineData(6, "blue red black green")]
    [InlineData(7, "black green blue red")]
    [InlineData(8, "green black red blue")]
    public void A_photograph_is_turned_as_the_camera_was_held(byte orientation, string upright)
    {
        // In the file: red and green above, blue and black below.
        var jpeg = ImageFiles.Encode(32, 32, static (x, y) => (x < 16, y < 16) switch { (true, true) => _red, (false, true) => _green, (true, false) => _blue, _ => SKColors.Black }, SKEncodedImageFormat.Jpeg);

        Assert.Equal(upright, string.Join(' ', ColoursOf(Read(ImageFiles.WithOrientation(jpeg, orientation), new ImagePreprocessing(2, 2)))));
    }

    [Fact]
    public void A_large_photograph_comes_out_as_a_small_one_does()
    {
        static SKColor Painted(double x, double y) => new((byte)(255 * x), (byte)(255 * y), (byte)(255 * x * y));
        var large = Read(ImageFiles.Encode(800, 640, static (x, y) => Painted(x / 800.0, y / 640.0), SKEncodedImageFormat.Jpeg), new ImagePreprocessing(8, 8));
        var small = Read(ImageFiles.Encode(80, 64, static (x, y) => Painted(x / 80.0, y / 64.0), SKEncodedImageFormat.Png), new ImagePreprocessing(8, 8));

        Assert.Equal(small, large, static (a, b) => Math.Abs(a - b) < 0.02f);
    }

    [Fact]
    public void A_file_that_is_no_image_or_ends_early_is_named_with_what_is_wrong()
    {
        var jpeg = ImageFiles.Encode(64, 64, static (x, y) => new SKColor((byte)(x * y), (byte)x, (byte)y), SKEncodedImageFormat.Jpeg);

        Assert.Equal("a.jpg: it is no image in a form that is understood (PNG, JPEG, BMP, GIF, WebP).", Refusal("GIF, but no"u8.ToArray()).Message);
        Assert.Equal("it is no image in a form that is understood (PNG, JPEG, BMP, GIF, WebP)", Refusal([]).Problem);
        Assert.Equal("the file ends before the image does", Refusal(jpeg[..(jpeg.Length / 2)]).Problem);
    }

    [Fact]
    public void A_small_file_that_declares_a_huge_image_is_refused_before_memory_is_taken()
    {
        var png = ImageFiles.Encode(1, 1, static (_, _) => _red, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), PngChecksum(png.AsSpan(12, 17)));

        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal("it declares 60000x60000 pixels, and MaxPixels allows 50000000", Refusal(png).Problem);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 << 20);
    }

    [Fact]
    public void Damaged_files_of_every_kind_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(3);
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            var whole = ImageFiles.Encode(24, 24, static (x, y) => new SKColor((byte)(x * 9), (byte)(y * 9), 7), format);
            for (var i = 0; i < 200; i++)
            {
                var damaged = whole.ToArray();
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                try
                {
                    Assert.All(Read(damaged, new ImagePreprocessing(4, 4)), static v => Assert.InRange(v, 0f, 1.0001f));
                }
                catch (BrokenExampleException e)
                {
                    Assert.Equal("a.jpg", e.File);
                }
            }
        }
    }

    [Fact]
    public void What_a_model_takes_is_read_from_its_facts()
    {
        Assert.Equal("48x48x3, crop, bilinear, 0 to 1", ImagePreprocessing.For(HubModelOf("float32", [-1, 48, 48, 3])).ToString());
        Assert.Equal("48x48x1, crop, bilinear, 0 to 255", ImagePreprocessing.For(HubModelOf("uint8", [-1, 48, 48, 1])).ToString());
        Assert.Equal("48x48x3, crop, bilinear, -1 to 1", ImagePreprocessing.For(HubModelOf("float32", [-1, 48, 48, 3], new HubValueRange(-1, 1))).ToString());
        Assert.Equal("224x192x3, crop, bilinear, 0 to 1", ImagePreprocessing.For(HubModelOf("float32", [-1, -1, -1, 3]), 224, 192).ToString());
        Assert.Contains("takes images of any size; say which, by height", Assert.Throws<ArgumentException>(() => ImagePreprocessing.For(HubModelOf("float32", [-1, -1, -1, 3]))).Message, StringComparison.Ordinal);
        Assert.Contains("takes a height of 48, not of 64", Assert.Throws<ArgumentException>(() => ImagePreprocessing.For(HubModelOf("float32", [-1, 48, 48, 3]), 64)).Message, StringComparison.Ordinal);
        Assert.Contains("takes no images", Assert.Throws<ArgumentException>(() => ImagePreprocessing.For(HubModelOf("float32", [-1, 128]))).Message, StringComparison.Ordinal);
    }

    private static HubModelInfo HubModelOf(string dtype, long[] shape, HubValueRange? range = null) => new(
        "net", "net", null, null, HubModelFormat.SavedModel2, null, "sha256:0", [], new HubInterfaceInfo([new HubTensorInfo("x", dtype, shape, range: range)], [], false, 1, false, []),
        TrainabilityVerdict.Full, "trainable", "", null, 0, 0, [], []);

    private static float[] Read(byte[] file, ImagePreprocessing preprocessing)
    {
        var values = new float[preprocessing.Height * preprocessing.Width * preprocessing.Channels];
        ImageReader.Read(file, "a.jpg", preprocessing, new ImageLimits(), null, values);
        return values;
    }

    private static BrokenExampleException Refusal(byte[] file) => Assert.Throws<BrokenExampleException>(() => Read(file, new ImagePreprocessing(4, 4)));

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-4f * Math.Max(1, Math.Abs(a));

    private static string[] ColoursOf(float[] values) =>
        [.. values.Chunk(3).Select(static p => (p[0] > 0.5f, p[1] > 0.5f, p[2] > 0.5f) switch
        {
            (true, false, false) => "red",
            (false, true, false) => "green",
            (false, false, true) => "blue",
            (false, false, false) => "black",
            _ => string.Join(',', p),
        })];

    private static uint PngChecksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
