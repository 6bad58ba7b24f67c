namespace HubAnalyzers.Runtime;

/// <summary>What a request to train a batch normalization means; the runtime's twin of <c>hub_batch_norm_policy</c>.</summary>
public enum BatchNormPolicy
{
    /// <summary>It is refused with rule HUB0002.</summary>
    Frozen = 0,

    /// <summary>Gamma and beta train; the moving statistics stay.</summary>
    Affine = 1,

    /// <summary>As <see cref="Affine"/>: the runtime calls the inference trace, which never moves the statistics.</summary>
    Any = 2,
}
