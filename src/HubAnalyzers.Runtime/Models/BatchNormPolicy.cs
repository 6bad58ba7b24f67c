namespace HubAnalyzers.Runtime;

/// <summary>What a request to train a batch normalization means; the runtime's twin of <c>hub_batch_norm_policy</c>.</summary>
public enum BatchNormPolicy
{
    /// <summary>It is refused with rule HUB0002.</summary>
    Frozen = 0,

    /// <summary>Gamma and beta train; the moving statistics stay.</summary>
    Affine = 1,

    /// <summary>
    /// Gamma and beta train, and a call in training mode normalizes by the batch and moves the statistics, as the model's call for
    /// training says. A model without such a call trains as under <see cref="Affine"/>.
    /// </summary>
    Any = 2,
}
