using System;
using System.Linq;
using HubAnalyzers.Testing;
using SkiaSharp;

namespace HubAnalyzers.Runtime.Tests.Data;

/// <summary>Variation repeats with the run's seed, differs from epoch to epoch, and is for training only.</summary>
public sealed class AugmentationTests
{
    private static readonly ImageAugmentation _all = ImageAugmentation.Default with { MirrorTopBottom = true, Cutout = 0.1 };

    [Fact]
    public void An_image_is_varied_by_seed_epoch_and_name_alone()
    {
        var images = Ramp(4);
        var pass = new ExamplePass(true, 2, 9);
        var varied = Read(images.Augment(_all), 1, pass);

        Assert.Equal(varied, Read(images.Only([3, 1]).Augment(_all), 1, pass));
        Assert.NotEqual(varied, Read(images.Augment(_all), 1, pass with { Epoch = 3 }));
        Assert.NotEqual(varied, Read(images.Augment(_all), 1, pass with { Seed = 8 }));
        Assert.NotEqual(varied, Read(images.Augment(_all), 0, pass));
        Assert.Equal(Read(images, 1, default), Read(images.Augment(_all), 1, pass with { IsTraining = false }));
    }

    [Fact]
    public void Mirroring_turns_every_second_image_around_and_nothing_else()
    {
        var images = Ramp(200);
        var mirrored = images.Augment(new ImageAugmentation { MirrorLeftRight = true });
        var pass = new ExamplePass(true, 0, 1);
        var turned = 0;
        for (var i = 0; i < images.Count; i++)
        {
            var plain = Read(images, i, default);
            var other = Read(mirrored, i, pass);
            if (!plain.SequenceEqual(other))
            {
                turned++;
                Assert.Equal(plain.Chunk(24).SelectMany(static row => row.Chunk(3).Reverse().SelectMany(static p => p)), other);
            }
        }

        Assert.InRange(turned, 70, 130);
    }

    [Fact]
    public void Colours_stay_within_the_range()
    {
        var varied = Ramp(20).Augment(new ImageAugmentation { Brightness = 0.5, Contrast = 0.9, Saturation = 0.9 });

        for (var i = 0; i < varied.Count; i++)
        {
            Assert.All(Read(varied, i, new ExamplePass(true, 0, 1)), static v => Assert.InRange(v, 0f, 1f));
        }
    }

    [Fact]
    public void A_cutout_covers_its_share_with_grey()
    {
        var values = Read(Ramp(1, value: 1).Augment(new ImageAugmentation { Cutout = 0.25 }), 0, new ExamplePass(true, 0, 1));

        Assert.Equal(4 * 4 * 3, values.Count(static v => v == 0.5f));
        Assert.Equal((64 - 16) * 3, values.Count(static v => v == 1f));
    }

    [Fact]
    public void A_crop_of_a_file_is_taken_before_it_is_resized()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "a/0.png", "b/0.png" })
        {
            ImageFiles.Write(folder.File(name), 64, 64, static (x, y) => ((x / 2) + (y / 2)) % 2 == 0 ? SKColors.Black : SKColors.White);
        }

        // Four pixels of the file make one of the input, and the chessboard grey; it is seen only in crops that come before the resize.
        var images = ImageFolder.Open(folder.Path, new ImagePreprocessing(16, 16, 1)).Augment(new ImageAugmentation { SmallestCrop = 0.01 });
        var sharpest = Enumerable.Range(0, 40).Select(epoch => Read(images, 0, new ExamplePass(true, epoch, 1))).Max(static v => v.Max() - v.Min());

        Assert.InRange(sharpest, 0.3f, 1f);
        Assert.InRange(Read(images, 0, default).Max(), 0.45f, 0.55f);
    }

    [Theory]
    [InlineData(ImageFit.Pad, 0.25)]
    [InlineData(ImageFit.Stretch, 1)]
    public void A_crop_is_fitted_as_the_whole_image_is(ImageFit fit, double height)
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "a/0.png", "b/0.png" })
        {
            ImageFiles.Write(folder.File(name), 160, 40, static (_, _) => SKColors.White);
        }

        var images = ImageFolder.Open(folder.Path, new ImagePreprocessing(16, 16, 1) { Fit = fit }).Augment(new ImageAugmentation { SmallestCrop = 0.9 });
        var rows = Enumerable.Range(0, 20).Select(epoch => Read(images, 0, new ExamplePass(true, epoch, 1)).Chunk(16).Count(static row => row.Max() > 0.5)).ToList();

        // A part may be narrower or flatter than the image by a third.
        Assert.All(rows, r => Assert.InRange(r, height < 1 ? 16 * height * 0.7 : 16, Math.Min(16, 16 * height * 1.5)));
    }

    [Fact]
    public void The_set_says_how_it_is_varied_and_keeps_its_digest()
    {
        var images = Ramp(4);
        var varied = images.Augment(_all);

        Assert.Equal(images.Digest, varied.Digest);
        Assert.Equal("mirror xy, crop 0.5, brightness 0.1, contrast 0.1, saturation 0.1, cutout 0.1, mixup 0", varied.Augmentation);
        Assert.True(varied.VariesByEpoch);
        Assert.False(images.Augment(new ImageAugmentation()).VariesByEpoch);
        Assert.Throws<ArgumentException>(() => varied.Augment(_all));
        Assert.Throws<ArgumentException>(() => images.Augment(new ImageAugmentation { Contrast = double.NaN }));
    }

    private static LabelledImages Ramp(int count, float? value = null) => new(
        [.. Enumerable.Range(0, count * 8 * 8 * 3).Select(i => value ?? (i * 37 % 101) / 100f)], [.. Enumerable.Range(0, count).Select(static i => i % 2)], 8, 8, 3);

    private static float[] Read(Examples examples, int index, ExamplePass pass)
    {
        var values = new float[examples.Shape.Aggregate(1, static (a, b) => a * b)];
        examples.Read(index, pass, values);
        return values;
    }
}
