namespace HubAnalyzers;

/// <summary>What an output of a model holds.</summary>
public enum OutputKind
{
    /// <summary>The graph does not say.</summary>
    Unknown = 0,

    /// <summary>Scores before a softmax or sigmoid.</summary>
    Logits = 1,

    /// <summary>Values after a softmax or sigmoid. Never stack a head on these.</summary>
    Probabilities = 2,

    /// <summary>A feature vector or feature map.</summary>
    Features = 3,
}
