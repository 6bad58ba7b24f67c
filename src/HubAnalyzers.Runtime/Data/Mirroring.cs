using System;

namespace HubAnalyzers.Runtime;

/// <summary>Mirrors an image in its place.</summary>
internal static class Mirroring
{
    public static void Apply(Span<float> values, int height, int width, int channels, bool x, bool y)
    {
        var line = width * channels;
        if (x)
        {
            for (var row = 0; row < height; row++)
            {
                // Turning a line around turns each pixel around too.
                var pixels = values.Slice(row * line, line);
                pixels.Reverse();
                for (var column = 0; column < width; column++)
                {
                    pixels.Slice(column * channels, channels).Reverse();
                }
            }
        }

        if (y)
        {
            Span<float> kept = new float[line];
            for (var row = 0; row < height / 2; row++)
            {
                var top = values.Slice(row * line, line);
                var bottom = values.Slice((height - 1 - row) * line, line);
                top.CopyTo(kept);
                bottom.CopyTo(top);
                kept.CopyTo(bottom);
            }
        }
    }
}
