using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>The figure of each class.</summary>
internal static class Figures
{
    private static readonly Dictionary<ShapeClass, Figure> _figures =
        Enum.GetValues<ShapeClass>().ToDictionary(static c => c, Create);

    public static Figure Of(ShapeClass shape) => _figures[shape];

    /// <summary>Whether the class is a texture, which fills the image and has no place in it.</summary>
    public static bool IsTexture(ShapeClass shape) => shape is ShapeClass.Stripes or ShapeClass.Checker or ShapeClass.Dots;

    private static Figure Create(ShapeClass shape) => shape switch
    {
        ShapeClass.Disc => new FieldFigure(static p => p.Length() - 0.85f),
        ShapeClass.Ring => new FieldFigure(static p => MathF.Abs(p.Length() - 0.7f) - 0.2f),
        ShapeClass.Square => Polyline.Polygon(new(-0.75f, -0.75f), new(0.75f, -0.75f), new(0.75f, 0.75f), new(-0.75f, 0.75f)),
        ShapeClass.Triangle => Polyline.Polygon(Circle(3, 1f)),
        ShapeClass.Cross => new FieldFigure(static p => MathF.Min(Bar(p.X, p.Y), Bar(p.Y, p.X))),
        ShapeClass.Star => Polyline.Polygon(StarPoints(5, 1f, 0.42f)),
        ShapeClass.Stripes => new FieldFigure(static p => MathF.Abs(Wrap(p.X, 0.7f)) - 0.175f),
        ShapeClass.Checker => new FieldFigure(static p => Checker(p, 0.55f)),
        ShapeClass.Dots => new FieldFigure(static p => new Vector2(Wrap(p.X, 0.65f), Wrap(p.Y, 0.65f)).Length() - 0.19f),
        ShapeClass.Spiral => Polyline.Stroke(0.2f, SpiralPoints()),
        ShapeClass.Hexagon => Polyline.Polygon(Circle(6, 0.95f)),
        ShapeClass.Crescent => new FieldFigure(static p => MathF.Max(p.Length() - 0.9f, 0.75f - Vector2.Distance(p, new(0.45f, 0f)))),
        ShapeClass.Arrow => Polyline.Polygon(
            new(-0.95f, -0.22f), new(0.1f, -0.22f), new(0.1f, -0.65f), new(0.95f, 0f), new(0.1f, 0.65f), new(0.1f, 0.22f), new(-0.95f, 0.22f)),
        ShapeClass.Heart => Polyline.Polygon(HeartPoints()),
        ShapeClass.Zigzag => Polyline.Stroke(
            0.26f, new(-1f, -0.35f), new(-0.6f, 0.35f), new(-0.2f, -0.35f), new(0.2f, 0.35f), new(0.6f, -0.35f), new(1f, 0.35f)),
        _ => throw new InvalidEnumArgumentException(nameof(shape), (int)shape, typeof(ShapeClass)),
    };

    private static float Bar(float along, float across) => MathF.Max(MathF.Abs(along) - 0.9f, MathF.Abs(across) - 0.26f);

    /// <summary>The offset of <paramref name="x"/> from the nearest multiple of <paramref name="period"/>.</summary>
    private static float Wrap(float x, float period) => x - (period * MathF.Round(x / period));

    private static float Checker(Vector2 p, float cell)
    {
        var nearestEdge = MathF.Min(MathF.Abs(Wrap(p.X, cell)), MathF.Abs(Wrap(p.Y, cell)));
        var odd = ((int)MathF.Floor(p.X / cell) + (int)MathF.Floor(p.Y / cell)) & 1;
        return odd == 0 ? -nearestEdge : nearestEdge;
    }

    private static Vector2[] Circle(int corners, float radius) =>
        [.. Enumerable.Range(0, corners).Select(i => Polar(radius, 2 * MathF.PI * i / corners))];

    private static Vector2[] StarPoints(int points, float outer, float inner) =>
        [.. Enumerable.Range(0, 2 * points).Select(i => Polar(i % 2 == 0 ? outer : inner, MathF.PI * i / points))];

    private static Vector2[] SpiralPoints() =>
        [.. Enumerable.Range(0, 41).Select(static i => Polar(0.08f + (0.9f * i / 40), 4.6f * MathF.PI * i / 40))];

    private static Vector2[] HeartPoints() =>
        [.. Enumerable.Range(0, 36).Select(static i => HeartPoint(2 * MathF.PI * i / 36))];

    private static Vector2 HeartPoint(float t)
    {
        var sin = MathF.Sin(t);
        var y = (13 * MathF.Cos(t)) - (5 * MathF.Cos(2 * t)) - (2 * MathF.Cos(3 * t)) - MathF.Cos(4 * t);
        return new Vector2(16 * sin * sin * sin, -y - 2.5f) / 16f;
    }

    private static Vector2 Polar(float radius, float angle) => new(radius * MathF.Cos(angle), radius * MathF.Sin(angle));
}
