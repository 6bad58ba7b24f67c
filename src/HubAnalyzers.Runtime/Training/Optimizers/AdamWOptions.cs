namespace HubAnalyzers.Runtime;

/// <summary>Adam with decoupled weight decay: weights shrink by a share of the learning rate, whatever their gradients.</summary>
public sealed record AdamWOptions : OptimizerOptions
{
    /// <summary>Creates the options with a weight decay of 0.01.</summary>
    public AdamWOptions() => WeightDecay = 0.01;

    /// <summary>How slowly the mean of the gradients moves; from 0 to below 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How slowly the mean of their squares moves; from 0 to below 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What keeps a step finite where the gradients are 0; above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    private protected override void CheckOwn(string whose)
    {
        RequireFrom(Beta1, 0, 1, whose, nameof(Beta1));
        RequireFrom(Beta2, 0, 1, whose, nameof(Beta2));
        RequireAboveZero(Epsilon, whose, nameof(Epsilon));
    }
}
