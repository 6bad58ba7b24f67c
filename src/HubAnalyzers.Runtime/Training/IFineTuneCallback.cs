namespace HubAnalyzers.Runtime;

/// <summary>
/// Follows a run and may end it. Called on the thread that trains; what it throws ends the run as an error. See
/// <see cref="FineTuner.Callbacks"/>.
/// </summary>
public interface IFineTuneCallback
{
    /// <summary>After each step.</summary>
    /// <returns>Whether the run goes on.</returns>
    FineTuneDecision OnStepEnd(FineTuneProgress progress) => FineTuneDecision.Continue;

    /// <summary>After each epoch and its validation.</summary>
    /// <returns>Whether the run goes on.</returns>
    FineTuneDecision OnEpochEnd(FineTuneEpoch epoch) => FineTuneDecision.Continue;
}

/// <summary>Whether a run goes on.</summary>
public enum FineTuneDecision
{
    /// <summary>It goes on.</summary>
    Continue,

    /// <summary>It ends here, as if this had been its last step.</summary>
    Stop,
}
