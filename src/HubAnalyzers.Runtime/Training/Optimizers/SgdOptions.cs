using System;

namespace HubAnalyzers.Runtime;

/// <summary>Gradient descent with momentum. Its weight decay is added to the gradient.</summary>
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>How much of the step before is kept; from 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether the gradient is taken where momentum leads to (Nesterov); it needs a momentum above 0.</summary>
    public bool Nesterov { get; init; }

    private protected override void CheckOwn(string whose)
    {
        RequireFrom(Momentum, 0, 1, whose, nameof(Momentum));
        if (Nesterov && Momentum == 0)
        {
            throw new ArgumentException($"{whose} asks for Nesterov without Momentum; set Momentum above 0.");
        }
    }
}
