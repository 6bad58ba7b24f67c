using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>How a model is found and loaded.</summary>
public sealed record HubLoadOptions
{
    /// <summary>The model's folder; where null, it is searched for by its handle.</summary>
    public string? Path { get; init; }

    /// <summary>Folders that may hold the model under its local handle. They come before <c>models/</c> beside the program and <c>models/</c> in the working directory.</summary>
    public IReadOnlyList<string> SearchPaths { get; init; } = [];

    /// <summary>What a request to train a batch normalization means.</summary>
    public BatchNormPolicy BatchNormPolicy { get; init; } = BatchNormPolicy.Frozen;

    /// <summary>For a generated class: whether bytes other than those its manifest describes are refused (rule HUB0091).</summary>
    public bool VerifyDigest { get; init; } = true;

    /// <summary>
    /// Whether frozen weights are the mapped file itself, which takes no memory that the system could not use otherwise. Its files must
    /// then not be cut or written to while the model is loaded (replacing them is no harm); <c>false</c> reads each weight into memory.
    /// </summary>
    public bool MapWeights { get; init; } = true;

    /// <summary>What computes the part of the call that nothing trained has a share in.</summary>
    public FrozenEngine FrozenEngine { get; init; } = FrozenEngine.Auto;
}
