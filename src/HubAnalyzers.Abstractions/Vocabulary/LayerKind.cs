namespace HubAnalyzers;

/// <summary>What a layer computes, read from its variables and the ops that consume them.</summary>
public enum LayerKind
{
    /// <summary>None of the kinds below.</summary>
    Other = 0,

    /// <summary>A two-dimensional convolution.</summary>
    Conv2D = 1,

    /// <summary>A depthwise two-dimensional convolution.</summary>
    DepthwiseConv2D = 2,

    /// <summary>A matrix product, with or without bias.</summary>
    Dense = 3,

    /// <summary>A lookup table of vectors.</summary>
    Embedding = 4,

    /// <summary>Batch normalization.</summary>
    BatchNorm = 5,

    /// <summary>Layer normalization.</summary>
    LayerNorm = 6,

    /// <summary>A long short-term memory.</summary>
    Lstm = 7,

    /// <summary>A gated recurrent unit.</summary>
    Gru = 8,
}
