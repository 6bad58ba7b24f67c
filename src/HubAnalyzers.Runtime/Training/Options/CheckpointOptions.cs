using System;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Where a run keeps what it can go on from. There is a checkpoint after each epoch, and one when the run is cancelled. Where the
/// one before is less than two seconds, or less than a hundred times its writing, ago it is left out, but for a stage's last, so that checkpoints
/// take some 1 % of a run; with <see cref="EverySteps"/> none is.
/// </summary>
/// <param name="Folder">The run's own folder; it is created. Each checkpoint is a folder <c>checkpoint-NNNNNN</c> in it.</param>
public sealed record CheckpointOptions(string Folder)
{
    /// <summary>After how many steps within an epoch there is another one; null is none.</summary>
    public int? EverySteps { get; init; }

    /// <summary>How many are kept, the newest; at least 1.</summary>
    public int Keep { get; init; } = 3;

    /// <summary>
    /// Whether the run goes on from the newest checkpoint that is whole and its own, and starts anew where there is none. Otherwise a
    /// folder that holds checkpoints is refused.
    /// </summary>
    public bool Resume { get; init; }

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Folder))
        {
            throw new ArgumentException("Checkpoints has no Folder.", nameof(FineTuneOptions.Checkpoints));
        }

        if (EverySteps < 1 || Keep < 1)
        {
            throw new ArgumentException($"Checkpoints has {(Keep < 1 ? $"Keep {Keep}" : $"EverySteps {EverySteps}")}; at least 1 is needed.", nameof(FineTuneOptions.Checkpoints));
        }
    }
}
