namespace HubAnalyzers;

/// <summary>What can be trained of a model as a whole.</summary>
public enum TrainabilityVerdict
{
    /// <summary>The model's bytes were not inspected, or do not say.</summary>
    Unknown = 0,

    /// <summary>Every layer with weights, batch normalization aside, is trainable.</summary>
    Full = 1,

    /// <summary>Some layers are trainable, others are frozen.</summary>
    Partial = 2,

    /// <summary>No layer is trainable.</summary>
    None = 3,
}
