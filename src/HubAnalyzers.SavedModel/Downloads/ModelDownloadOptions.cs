using System;

namespace HubAnalyzers.SavedModel;

/// <summary>How a model is downloaded.</summary>
public sealed record ModelDownloadOptions
{
    /// <summary>A mirror to ask instead of the handle's own site; what follows the site in the handle is appended to it.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>A proxy; where null, the environment's (HTTPS_PROXY, ALL_PROXY, NO_PROXY) is used.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The digest that the model must have, <c>sha256:…</c>; null where any will do.</summary>
    public string? ExpectedDigest { get; init; }

    /// <summary>The largest archive to accept.</summary>
    public long LargestArchive { get; init; } = 32L << 30;

    /// <summary>How often a broken connection is taken up again.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>How long a connection may stay silent.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause before the second attempt; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for another process that pulls the same model.</summary>
    public TimeSpan WaitForOthers { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What the archive may hold.</summary>
    public ArchiveLimits Limits { get; init; } = ArchiveLimits.Usual;
}
