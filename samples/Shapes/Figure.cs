using System.Numerics;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>A figure in its own coordinates, about as large as the unit disc.</summary>
internal abstract class Figure
{
    /// <summary>How far <paramref name="point"/> is outside the figure; negative inside.</summary>
    public abstract float Distance(Vector2 point);
}
