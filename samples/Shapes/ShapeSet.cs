using System;
using System.Collections.Generic;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>A labelled set of images, drawn the same way every time for the same classes, size and seed.</summary>
public sealed class ShapeSet
{
    private ShapeSet(IReadOnlyList<ShapeClass> classes, float[] images, long[] labels)
    {
        Classes = classes;
        Images = images;
        Labels = labels;
    }

    /// <summary>The classes; a label is an index into them.</summary>
    public IReadOnlyList<ShapeClass> Classes { get; }

    /// <summary>All images one after the other: [count, 48, 48, 3], values in [0, 1].</summary>
    public float[] Images { get; }

    /// <summary>The class of each image, as an index into <see cref="Classes"/>.</summary>
    public long[] Labels { get; }

    /// <summary>How many images there are.</summary>
    public int Count => Labels.Length;

    /// <summary>Draws <paramref name="perClass"/> images of each class; the classes alternate.</summary>
    public static ShapeSet Draw(IReadOnlyList<ShapeClass> classes, int perClass, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perClass);
        var random = new ShapeRandom(seed);
        var labels = new long[classes.Count * perClass];
        var images = new float[labels.Length * ShapePainter.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = i % classes.Count;
            ShapePainter.Paint(classes[(int)labels[i]], random, images.AsSpan(i * ShapePainter.Length, ShapePainter.Length));
        }

        return new ShapeSet(classes, images, labels);
    }
}
