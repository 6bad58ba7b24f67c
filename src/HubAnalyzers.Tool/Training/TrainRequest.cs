using System.Collections.Generic;

namespace HubAnalyzers.Tool.Training;

/// <summary>What the command line of <c>train</c> asks for. It names no type of the runtime, so that reading a command line loads no libtorch.</summary>
internal sealed record TrainRequest
{
    public required string Model { get; init; }

    public required string Data { get; init; }

    /// <summary>A share, or a folder or list of its own.</summary>
    public required string Validation { get; init; }

    public required IReadOnlyList<string> Unfreeze { get; init; }

    /// <summary>Of the head's stage and of the layers'.</summary>
    public required IReadOnlyList<int> Epochs { get; init; }

    /// <summary>Of the head's stage and of the layers'.</summary>
    public required IReadOnlyList<double> LearningRates { get; init; }

    public required int BatchSize { get; init; }

    public required string Optimizer { get; init; }

    public required string Schedule { get; init; }

    public required bool Augment { get; init; }

    public required long Seed { get; init; }

    public required bool DryRun { get; init; }

    public required string? Output { get; init; }
}
