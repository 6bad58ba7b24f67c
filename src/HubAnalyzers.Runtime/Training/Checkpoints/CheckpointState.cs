namespace HubAnalyzers.Runtime.Training;

/// <summary>What a checkpoint says beside its tensors.</summary>
internal sealed record CheckpointState(int Schema, RunIdentity Identity, int OptimizerSteps, RunState Run)
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const int CurrentSchema = 1;
}
