namespace HubAnalyzers;

/// <summary>Whether a layer or a variable can be trained. Absent facts are <see cref="Unknown"/>, never assumed trainable.</summary>
public enum Trainability
{
    /// <summary>Nothing is known: the bytes were not inspected, or do not say.</summary>
    Unknown = 0,

    /// <summary>The weights train: they are listed, captured by the call and on a differentiable path to an output.</summary>
    Trainable = 1,

    /// <summary>Batch normalization: gamma and beta can train but by default should not; the moving statistics never train.</summary>
    BatchNorm = 2,

    /// <summary>The weights cannot train.</summary>
    Frozen = 3,
}
