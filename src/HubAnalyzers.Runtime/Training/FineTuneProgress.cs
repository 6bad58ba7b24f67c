namespace HubAnalyzers.Runtime;

/// <summary>Where a run stands after a step.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="StageIndex">Which stage, counted from 0.</param>
/// <param name="Epoch">Which epoch of the stage, counted from 1.</param>
/// <param name="Epochs">The stage's epochs.</param>
/// <param name="Step">Which step of the epoch, counted from 1.</param>
/// <param name="Steps">The epoch's steps.</param>
/// <param name="Loss">The step's cross-entropy.</param>
/// <param name="ValidationAccuracy">After an epoch's last step, the share of validation images that are right; null before.</param>
public sealed record FineTuneProgress(string Stage, int StageIndex, int Epoch, int Epochs, int Step, int Steps, double Loss, double? ValidationAccuracy);
