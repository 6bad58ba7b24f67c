using System;
using System.Buffers;
using System.Numerics;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Resizes by a triangle filter: bilinear between half-pixel centres where an image grows, as TensorFlow does it, and widened by the
/// factor where it shrinks, so that every pixel counts. Plain arithmetic, and so the same numbers on every machine.
/// </summary>
internal static class Resampler
{
    /// <summary>Resizes a part of an image into a part of another.</summary>
    /// <typeparam name="T">The type of the source's values.</typeparam>
    /// <param name="source">Rows of pixels.</param>
    /// <param name="width">The source's width.</param>
    /// <param name="height">The source's height.</param>
    /// <param name="stride">Values from one source pixel to the next; the first <paramref name="channels"/> are used.</param>
    /// <param name="region">What is taken of the source.</param>
    /// <param name="target">Rows of pixels.</param>
    /// <param name="targetWidth">The target's width.</param>
    /// <param name="channels">Values of a target pixel.</param>
    /// <param name="place">The part of the target that is written, in whole pixels.</param>
    public static void Resize<T>(
        ReadOnlySpan<T> source, int width, int height, int stride, ImageRegion region, Span<float> target, int targetWidth, int channels, (int X, int Y, int Width, int Height) place)
        where T : struct, INumberBase<T>
    {
        var columns = Taps.Of(region.X, region.Width, width, place.Width);
        var rows = Taps.Of(region.Y, region.Height, height, place.Height);
        var firstRow = rows.First;
        var lineLength = place.Width * channels;
        var lines = ArrayPool<float>.Shared.Rent((rows.Last - firstRow + 1) * lineLength);
        try
        {
            for (var y = firstRow; y <= rows.Last; y++)
            {
                ResizeLine(source.Slice(y * width * stride, width * stride), stride, columns, lines.AsSpan((y - firstRow) * lineLength, lineLength), channels);
            }

            for (var y = 0; y < place.Height; y++)
            {
                var line = target.Slice(((((place.Y + y) * targetWidth) + place.X) * channels), lineLength);
                line.Clear();
                for (var tap = 0; tap < rows.Counts[y]; tap++)
                {
                    var weight = rows.Weights[(y * rows.Capacity) + tap];
                    var from = lines.AsSpan((rows.Starts[y] + tap - firstRow) * lineLength, lineLength);
                    AddScaled(line, from, weight);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(lines);
        }
    }

    private static void ResizeLine<T>(ReadOnlySpan<T> source, int stride, Taps columns, Span<float> line, int channels)
        where T : struct, INumberBase<T>
    {
        for (var x = 0; x < columns.Starts.Length; x++)
        {
            var weights = columns.Weights.AsSpan(x * columns.Capacity, columns.Counts[x]);
            for (var c = 0; c < channels; c++)
            {
                var sum = 0f;
                var from = (columns.Starts[x] * stride) + c;
                foreach (var weight in weights)
                {
                    sum += weight * float.CreateTruncating(source[from]);
                    from += stride;
                }

                line[(x * channels) + c] = sum;
            }
        }
    }

    private static void AddScaled(Span<float> line, ReadOnlySpan<float> from, float weight)
    {
        for (var i = 0; i < line.Length; i++)
        {
            line[i] += weight * from[i];
        }
    }

    /// <summary>Along one axis, which source values make each target value, and by what weight.</summary>
    private sealed class Taps(int count, int capacity)
    {
        public int Capacity => capacity;

        public int[] Starts { get; } = new int[count];

        public int[] Counts { get; } = new int[count];

        public float[] Weights { get; } = new float[count * capacity];

        public int First => Starts[0];

        public int Last { get; private set; }

        public static Taps Of(double offset, double length, int sourceLength, int targetLength)
        {
            var scale = length / targetLength;
            var support = Math.Max(scale, 1);
            var taps = new Taps(targetLength, (int)Math.Ceiling(2 * support) + 2);
            for (var i = 0; i < targetLength; i++)
            {
                var centre = offset + ((i + 0.5) * scale);
                var start = Math.Clamp((int)Math.Floor(centre - support), 0, sourceLength - 1);
                var end = Math.Clamp((int)Math.Ceiling(centre + support), start + 1, sourceLength);
                var weights = taps.Weights.AsSpan(i * taps.Capacity, end - start);
                var sum = 0.0;
                for (var j = 0; j < weights.Length; j++)
                {
                    var weight = Math.Max(0, 1 - (Math.Abs(start + j + 0.5 - centre) / support));
                    weights[j] = (float)weight;
                    sum += weight;
                }

                for (var j = 0; j < weights.Length; j++)
                {
                    weights[j] = (float)(weights[j] / sum);
                }

                taps.Starts[i] = start;
                taps.Counts[i] = weights.Length;
                taps.Last = Math.Max(taps.Last, end - 1);
            }

            return taps;
        }
    }
}
