using System;
using System.Numerics;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>Draws one image: a background, perhaps a small blot that means nothing, the figure, noise.</summary>
public static class ShapePainter
{
    /// <summary>Height and width of an image in pixels.</summary>
    public const int Size = 48;

    /// <summary>Red, green, blue.</summary>
    public const int Channels = 3;

    /// <summary>Numbers in one image.</summary>
    public const int Length = Size * Size * Channels;

    private const float MinimumContrast = 0.28f;

    /// <summary>Fills <paramref name="pixels"/> (height, width, channel; values in [0, 1]) with a new image of <paramref name="shape"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> is not <see cref="Length"/> long.</exception>
    public static void Paint(ShapeClass shape, ShapeRandom random, Span<float> pixels)
    {
        if (pixels.Length != Length)
        {
            throw new ArgumentException($"an image has {Length} numbers, not {pixels.Length}", nameof(pixels));
        }

        var background = Colour(random);
        var foreground = Colour(random);
        while (MathF.Abs(Luminance(foreground) - Luminance(background)) < MinimumContrast)
        {
            foreground = Colour(random);
        }

        PaintGround(random, background, pixels);
        if (random.Next() < 0.5f)
        {
            PaintFigure(new FieldFigure(static p => p.Length() - 1f), Placement.Blot(random), Colour(random), pixels);
        }

        var placement = Figures.IsTexture(shape) ? Placement.Texture(random) : Placement.Figure(random);
        PaintFigure(Figures.Of(shape), placement, foreground, pixels);
        AddNoise(random, pixels);
    }

    private static void PaintGround(ShapeRandom random, Vector3 colour, Span<float> pixels)
    {
        var slope = new Vector3(random.Next(-0.15f, 0.15f), random.Next(-0.15f, 0.15f), random.Next(-0.15f, 0.15f));
        var angle = random.Next(0, 2 * MathF.PI);
        var direction = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                Store(pixels, x, y, colour + (slope * Vector2.Dot(direction, Centred(x, y))));
            }
        }
    }

    private static void PaintFigure(Figure figure, Placement placement, Vector3 colour, Span<float> pixels)
    {
        var softness = 2f / (Size * placement.Scale);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                // One pixel of smooth edge: the share of the pixel that the figure covers.
                var coverage = Math.Clamp(0.5f - (figure.Distance(placement.ToFigure(Centred(x, y))) / softness), 0f, 1f);
                if (coverage > 0)
                {
                    Store(pixels, x, y, Vector3.Lerp(Load(pixels, x, y), colour, coverage));
                }
            }
        }
    }

    private static void AddNoise(ShapeRandom random, Span<float> pixels)
    {
        var deviation = random.Next(0.01f, 0.08f);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Math.Clamp(pixels[i] + (deviation * random.NextNormal()), 0f, 1f);
        }
    }

    private static Vector3 Colour(ShapeRandom random) => new(random.Next(), random.Next(), random.Next());

    private static float Luminance(Vector3 colour) => Vector3.Dot(colour, new Vector3(0.299f, 0.587f, 0.114f));

    /// <summary>A pixel's centre, where the image spans [-1, 1] in both directions.</summary>
    private static Vector2 Centred(int x, int y) => new(((2 * x) + 1 - Size) / (float)Size, ((2 * y) + 1 - Size) / (float)Size);

    private static Vector3 Load(ReadOnlySpan<float> pixels, int x, int y)
    {
        var at = ((y * Size) + x) * Channels;
        return new Vector3(pixels[at], pixels[at + 1], pixels[at + 2]);
    }

    private static void Store(Span<float> pixels, int x, int y, Vector3 colour)
    {
        var at = ((y * Size) + x) * Channels;
        pixels[at] = colour.X;
        pixels[at + 1] = colour.Y;
        pixels[at + 2] = colour.Z;
    }
}
