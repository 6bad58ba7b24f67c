namespace HubAnalyzers.Samples.Shapes;

/// <summary>What an image shows.</summary>
public enum ShapeClass
{
    /// <summary>A filled disc.</summary>
    Disc,

    /// <summary>A ring.</summary>
    Ring,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>A filled triangle.</summary>
    Triangle,

    /// <summary>A cross of two bars.</summary>
    Cross,

    /// <summary>A star with five points.</summary>
    Star,

    /// <summary>Parallel stripes all over the image.</summary>
    Stripes,

    /// <summary>A chequered board all over the image.</summary>
    Checker,

    /// <summary>A lattice of dots all over the image.</summary>
    Dots,

    /// <summary>A spiral line.</summary>
    Spiral,

    /// <summary>A filled hexagon.</summary>
    Hexagon,

    /// <summary>A crescent moon.</summary>
    Crescent,

    /// <summary>An arrow.</summary>
    Arrow,

    /// <summary>A heart.</summary>
    Heart,

    /// <summary>A zigzag line.</summary>
    Zigzag,
}
