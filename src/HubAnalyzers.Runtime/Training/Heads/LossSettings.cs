using System.Collections.Generic;
using HubAnalyzers.Runtime.Ops;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What options change in a head's loss.</summary>
internal sealed record LossSettings(double LabelSmoothing, IReadOnlyList<double>? ClassWeights)
{
    /// <summary>The loss as it is measured.</summary>
    public static LossSettings Plain { get; } = new(0, null);

    /// <summary>Wanted shares, from 0 to 1, drawn toward as many answers that are all alike.</summary>
    public torch.Tensor Smoothed(torch.Tensor wanted, int answers)
    {
        if (LabelSmoothing == 0)
        {
            return wanted;
        }

        using var kept = (1 - LabelSmoothing).ToScalar();
        using var alike = (LabelSmoothing / answers).ToScalar();
        return wanted.mul(kept).add(alike, Arithmetic.One);
    }
}
