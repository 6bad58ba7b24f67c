namespace HubAnalyzers.Samples.Pretrain.Net;

/// <summary>How a variable is filled before training.</summary>
internal enum NetStart
{
    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>All ones.</summary>
    Ones,

    /// <summary>Normal with variance 2 / inputs of one output.</summary>
    HeNormal,
}
