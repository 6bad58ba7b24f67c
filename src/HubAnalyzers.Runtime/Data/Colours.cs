using System;

namespace HubAnalyzers.Runtime;

/// <summary>Changes an image's colours, within the range from black to white.</summary>
internal static class Colours
{
    private const int Rgb = 3;

    public static void Vary(Span<float> values, int channels, (float Low, float High) range, SampleRandom random, ImageAugmentation augmentation)
    {
        var brightness = (float)(random.Between(-1, 1) * augmentation.Brightness * (range.High - range.Low));
        var contrast = (float)(1 + (random.Between(-1, 1) * augmentation.Contrast));
        var saturation = (float)(1 + (random.Between(-1, 1) * augmentation.Saturation));
        if (augmentation is { Brightness: 0, Contrast: 0, Saturation: 0 })
        {
            return;
        }

        var mean = MeanOf(values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = mean + ((values[i] - mean) * contrast) + brightness;
        }

        if (channels == Rgb && saturation != 1)
        {
            Saturate(values, saturation);
        }

        var (low, high) = (Math.Min(range.Low, range.High), Math.Max(range.Low, range.High));
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Clamp(values[i], low, high);
        }
    }

    private static void Saturate(Span<float> values, float factor)
    {
        for (var i = 0; i < values.Length; i += Rgb)
        {
            var grey = (values[i] + values[i + 1] + values[i + 2]) / Rgb;
            for (var c = i; c < i + Rgb; c++)
            {
                values[c] = grey + ((values[c] - grey) * factor);
            }
        }
    }

    private static float MeanOf(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return (float)(sum / values.Length);
    }
}
