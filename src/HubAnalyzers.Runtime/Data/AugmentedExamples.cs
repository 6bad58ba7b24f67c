using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>A set whose images are varied when they are trained on.</summary>
internal sealed class AugmentedExamples : Examples
{
    private const int Rank = 3;
    private const double MostRatio = 4.0 / 3;

    private readonly Examples _plain;
    private readonly ImageAugmentation _augmentation;

    public AugmentedExamples(Examples plain, ImageAugmentation augmentation)
    {
        if (plain.Shape.Count != Rank)
        {
            throw new ArgumentException("The examples are no images of height, width and channels; they cannot be augmented.", nameof(plain));
        }

        if (plain.VariesByEpoch)
        {
            throw new ArgumentException("The examples are augmented already.", nameof(plain));
        }

        _plain = plain;
        _augmentation = augmentation;
    }

    public override int Count => _plain.Count;

    public override IReadOnlyList<int> Shape => _plain.Shape;

    public override ExampleTargets Targets => _plain.Targets;

    public override string Preprocessing => _plain.Preprocessing;

    public override string Augmentation => _augmentation.ToString();

    internal override double Mixup => _augmentation.Mixup;

    internal override (float Low, float High) Range => _plain.Range;

    public override string NameOf(int index) => _plain.NameOf(index);

    protected internal override byte[] HashOf(int index) => _plain.HashOf(index);

    protected internal override void Read(int index, in ExamplePass pass, Span<float> values)
    {
        if (!pass.IsTraining)
        {
            _plain.Read(index, pass, values);
            return;
        }

        var random = new SampleRandom(pass, _plain.NameOf(index), "augmentation");
        _plain.ReadView(index, pass, ViewOf(random), values);
        Colours.Vary(values, Shape[2], _plain.Range, random, _augmentation);
        Cut(values, random);
    }

    /// <summary>Each number is drawn whether it is used or not, so that one option does not change what another does.</summary>
    private ImageView ViewOf(SampleRandom random)
    {
        var area = random.Between(_augmentation.SmallestCrop, 1);
        var ratio = Math.Pow(MostRatio, random.Between(-1, 1));
        return new ImageView(
            _augmentation.SmallestCrop > 0 ? area : 1,
            ratio,
            random.Next(),
            random.Next(),
            random.Next() < 0.5 && _augmentation.MirrorLeftRight,
            random.Next() < 0.5 && _augmentation.MirrorTopBottom);
    }

    private void Cut(Span<float> values, SampleRandom random)
    {
        var (left, top) = (random.Next(), random.Next());
        if (_augmentation.Cutout == 0)
        {
            return;
        }

        var (height, width, channels) = (Shape[0], Shape[1], Shape[2]);
        var side = Math.Sqrt(_augmentation.Cutout);
        var (w, h) = ((int)Math.Round(width * side), (int)Math.Round(height * side));
        var (x, y) = ((int)(left * (width - w + 1)), (int)(top * (height - h + 1)));
        var grey = (_plain.Range.Low + _plain.Range.High) / 2;
        for (var row = y; row < y + h; row++)
        {
            values.Slice(((row * width) + x) * channels, w * channels).Fill(grey);
        }
    }
}
