using System;
using System.Numerics;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>A figure given by its distance function: discs, crescents and the textures that fill the image.</summary>
internal sealed class FieldFigure(Func<Vector2, float> distance) : Figure
{
    public override float Distance(Vector2 point) => distance(point);
}
