using System.Collections.Generic;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>The two sets of classes: those the carried model was pretrained on, and those it has never seen.</summary>
public static class ShapeClasses
{
    /// <summary>The ten classes of pretraining, in the order of the model's logits.</summary>
    public static IReadOnlyList<ShapeClass> Pretraining { get; } =
    [
        ShapeClass.Disc, ShapeClass.Ring, ShapeClass.Square, ShapeClass.Triangle, ShapeClass.Cross,
        ShapeClass.Star, ShapeClass.Stripes, ShapeClass.Checker, ShapeClass.Dots, ShapeClass.Spiral,
    ];

    /// <summary>Five classes that are in none of the pretraining images.</summary>
    public static IReadOnlyList<ShapeClass> Unseen { get; } =
    [
        ShapeClass.Hexagon, ShapeClass.Crescent, ShapeClass.Arrow, ShapeClass.Heart, ShapeClass.Zigzag,
    ];
}
