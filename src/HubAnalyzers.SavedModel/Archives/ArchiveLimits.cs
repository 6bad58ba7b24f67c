namespace HubAnalyzers.SavedModel;

/// <summary>What an archive may hold at most. The values are far above any published model's.</summary>
public sealed record ArchiveLimits
{
    /// <summary>The usual limits.</summary>
    public static ArchiveLimits Usual { get; } = new();

    /// <summary>Files and folders.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Bytes of all files together.</summary>
    public long Bytes { get; init; } = 64L << 30;

    /// <summary>
    /// How many times larger than the archive its content may be. Weights hardly compress; nothing but a bomb comes near this,
    /// save a model that is small anyway, to which <see cref="HarmlessBytes"/> applies.
    /// </summary>
    public int Ratio { get; init; } = 200;

    /// <summary>The size below which the ratio is not looked at.</summary>
    public long HarmlessBytes { get; init; } = 256L << 20;

    /// <summary>Characters of a path.</summary>
    public int PathLength { get; init; } = 512;

    /// <summary>Folders in folders.</summary>
    public int Depth { get; init; } = 16;
}
