namespace HubAnalyzers.Runtime;

/// <summary>What is done with an image of other proportions than the model's input.</summary>
public enum ImageFit
{
    /// <summary>What lies too far out is cut off, equally at both ends.</summary>
    Crop,

    /// <summary>Black is added, equally at both ends.</summary>
    Pad,

    /// <summary>The proportions change.</summary>
    Stretch,
}
