namespace HubAnalyzers;

/// <summary>What a variable is for.</summary>
public enum VariableRole
{
    /// <summary>None of the roles below.</summary>
    Other = 0,

    /// <summary>The kernel of a convolution or the matrix of a dense layer.</summary>
    Kernel = 1,

    /// <summary>A bias.</summary>
    Bias = 2,

    /// <summary>The scale of a normalization.</summary>
    Gamma = 3,

    /// <summary>The offset of a normalization.</summary>
    Beta = 4,

    /// <summary>The running mean of a batch normalization.</summary>
    MovingMean = 5,

    /// <summary>The running variance of a batch normalization.</summary>
    MovingVariance = 6,

    /// <summary>The table of an embedding.</summary>
    Embeddings = 7,

    /// <summary>The recurrent matrix of an LSTM or GRU.</summary>
    RecurrentKernel = 8,

    /// <summary>State that an optimizer keeps for another variable (Adam's m and v, a momentum).</summary>
    OptimizerSlot = 9,

    /// <summary>A step or sample counter, or a metric's accumulator.</summary>
    Counter = 10,
}
