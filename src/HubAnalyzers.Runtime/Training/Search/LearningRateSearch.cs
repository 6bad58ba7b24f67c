using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>What a search for a learning rate found. See <see cref="FineTuner.FindLearningRate"/>.</summary>
/// <param name="Stage">The name of the stage that was searched for.</param>
/// <param name="Points">The steps, from the lowest rate to the highest that was tried.</param>
/// <param name="End">What ended it.</param>
/// <param name="Suggested">The rate to train at; null where the loss never fell by more than it wavers.</param>
/// <param name="Why">Why this rate, or why none, as a sentence.</param>
public sealed record LearningRateSearch(string Stage, IReadOnlyList<LearningRatePoint> Points, LearningRateSearchEnd End, double? Suggested, string Why);

/// <summary>What ended a search.</summary>
public enum LearningRateSearchEnd
{
    /// <summary>The highest rate was reached.</summary>
    Completed,

    /// <summary>The loss had grown to a multiple of its lowest value.</summary>
    Diverged,

    /// <summary>The loss was no longer a number.</summary>
    NotANumber,
}
