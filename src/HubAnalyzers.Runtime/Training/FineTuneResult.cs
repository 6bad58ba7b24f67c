using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>What a run did.</summary>
/// <param name="AccuracyBefore">The share of validation images that were right before the first step.</param>
/// <param name="History">One entry per epoch.</param>
/// <param name="ProofOfFreeze">Which variables moved.</param>
public sealed record FineTuneResult(double AccuracyBefore, IReadOnlyList<FineTuneEpoch> History, ProofOfFreeze ProofOfFreeze)
{
    /// <summary>The share of validation images that were right after the last epoch.</summary>
    public double AccuracyAfter => History.Count > 0 ? History[^1].ValidationAccuracy : AccuracyBefore;
}

/// <summary>One epoch of a run.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Epoch">Which epoch of the stage, counted from 1.</param>
/// <param name="Loss">The mean cross-entropy of its steps.</param>
/// <param name="ValidationAccuracy">The share of validation images that were right after it.</param>
public sealed record FineTuneEpoch(string Stage, int Epoch, double Loss, double ValidationAccuracy);
