namespace HubAnalyzers.Runtime;

/// <summary>What is read of strangers' files before they are refused.</summary>
public sealed record ImageLimits
{
    /// <summary>The most pixels that an image may declare: a small file can ask for gigabytes.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>The longest file in bytes.</summary>
    public long MaxFileBytes { get; init; } = 128L << 20;

    /// <summary>The most files of a folder, or lines of a list.</summary>
    public int MaxFiles { get; init; } = 10_000_000;
}
