using System;
using System.Numerics;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>Where a figure lies in the image: centre, size, turn and a slight squeeze.</summary>
internal readonly struct Placement
{
    private readonly Vector2 _centre;
    private readonly Vector2 _squeeze;
    private readonly float _cos;
    private readonly float _sin;

    private Placement(ShapeRandom random, float reach, float minimumScale, float maximumScale)
    {
        _centre = new Vector2(random.Next(-reach, reach), random.Next(-reach, reach));
        Scale = random.Next(minimumScale, maximumScale);
        var angle = random.Next(0, 2 * MathF.PI);
        _cos = MathF.Cos(angle);
        _sin = MathF.Sin(angle);
        _squeeze = new Vector2(random.Next(0.85f, 1.1f), random.Next(0.85f, 1.1f));
    }

    /// <summary>The figure's size: 1 reaches from the centre of the image to its edge.</summary>
    public float Scale { get; }

    public static Placement Figure(ShapeRandom random) => new(random, reach: 0.3f, minimumScale: 0.4f, maximumScale: 0.8f);

    public static Placement Texture(ShapeRandom random) => new(random, reach: 1f, minimumScale: 0.4f, maximumScale: 0.9f);

    public static Placement Blot(ShapeRandom random) => new(random, reach: 0.95f, minimumScale: 0.05f, maximumScale: 0.14f);

    /// <summary>From the image's coordinates to the figure's.</summary>
    public Vector2 ToFigure(Vector2 point)
    {
        var p = (point - _centre) / Scale;
        return new Vector2((_cos * p.X) + (_sin * p.Y), (_cos * p.Y) - (_sin * p.X)) / _squeeze;
    }
}
