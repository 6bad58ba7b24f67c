using System.Collections.Generic;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>What an indexed Job is asked to be.</summary>
internal sealed record JobRequest
{
    public required string Name { get; init; }

    /// <summary>Null leaves it to whoever applies the manifest.</summary>
    public required string? Namespace { get; init; }

    public required string Image { get; init; }

    /// <summary>How many shards, each a pod.</summary>
    public required int Shards { get; init; }

    /// <summary>How many pods at once.</summary>
    public required int Parallelism { get; init; }

    /// <summary>The claim of the volume that model, images and results are on.</summary>
    public required string Claim { get; init; }

    /// <summary>Where the volume is mounted.</summary>
    public required string Mount { get; init; }

    public required string Cpu { get; init; }

    public required string Memory { get; init; }

    public required int Gpus { get; init; }

    /// <summary>How often a shard that failed is tried again.</summary>
    public required int Retries { get; init; }

    /// <summary>The tool's command and its options, without <c>--shard</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }
}
