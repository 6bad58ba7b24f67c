using System;
using System.Numerics;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>A line of a given thickness through points, or the filled polygon that they enclose.</summary>
internal sealed class Polyline : Figure
{
    private readonly Vector2[] _points;
    private readonly float _halfWidth;
    private readonly bool _filled;

    private Polyline(Vector2[] points, float halfWidth, bool filled)
    {
        _points = points;
        _halfWidth = halfWidth;
        _filled = filled;
    }

    public static Polyline Stroke(float width, params Vector2[] points) => new(points, width / 2, filled: false);

    public static Polyline Polygon(params Vector2[] points) => new(points, 0, filled: true);

    public override float Distance(Vector2 point)
    {
        var nearest = float.MaxValue;
        var inside = false;
        for (var i = _filled ? 0 : 1; i < _points.Length; i++)
        {
            var a = _points[i == 0 ? _points.Length - 1 : i - 1];
            var b = _points[i];
            var along = b - a;
            var t = Math.Clamp(Vector2.Dot(point - a, along) / along.LengthSquared(), 0f, 1f);
            nearest = MathF.Min(nearest, Vector2.DistanceSquared(point, a + (along * t)));

            // Even-odd rule: count the edges that a ray to the right crosses.
            if (a.Y > point.Y != b.Y > point.Y && point.X < a.X + (along.X * (point.Y - a.Y) / along.Y))
            {
                inside = !inside;
            }
        }

        var distance = MathF.Sqrt(nearest);
        return _filled && inside ? -distance : distance - _halfWidth;
    }
}
