namespace HubAnalyzers.Tool.Training;

/// <summary>What changes nothing of what comes out, and so may be another each time that a run is gone on with.</summary>
/// <param name="CheckpointEvery">After how many steps there is a checkpoint besides those of the epochs; null is none.</param>
/// <param name="FeatureCache">The folder that keeps what the frozen part gives; null keeps it in memory.</param>
internal sealed record RunUpkeep(int? CheckpointEvery, string? FeatureCache);
