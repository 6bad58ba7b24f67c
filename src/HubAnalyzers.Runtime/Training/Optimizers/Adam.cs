using System;
using System.Collections.Generic;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Adam, and AdamW where its weight decay is decoupled.</summary>
internal sealed class Adam(IEnumerable<TrainedParameter> parameters, double beta1, double beta2, double epsilon, double weightDecay, bool isDecoupled)
    : Optimizer(parameters, "mean", "square")
{
    private readonly Scalar _one = 1.ToScalar();
    private readonly Scalar _beta1 = beta1.ToScalar();
    private readonly Scalar _beta2 = beta2.ToScalar();
    private readonly Scalar _rest1 = (1 - beta1).ToScalar();
    private readonly Scalar _rest2 = (1 - beta2).ToScalar();

    private protected override void Move(int index, torch.Tensor gradient, double learningRate)
    {
        var parameter = Parameters[index];
        if (!isDecoupled)
        {
            gradient = Decayed(parameter, gradient, weightDecay);
        }
        else if (weightDecay != 0 && parameter.Decays)
        {
            using var kept = (1 - (learningRate * weightDecay)).ToScalar();
            parameter.Value.mul_(kept);
        }

        // Both means start at 0, which the corrections make up for.
        var correction = Math.Sqrt(1 - Math.Pow(beta2, Steps));
        using var size = (-learningRate * correction / (1 - Math.Pow(beta1, Steps))).ToScalar();
        using var smallest = (epsilon * correction).ToScalar();
        var mean = Slot(0, index).mul_(_beta1).add_(gradient, _rest1);
        var square = Slot(1, index).mul_(_beta2).addcmul_(gradient, gradient, _rest2);
        parameter.Value.addcdiv_(mean, square.sqrt().add_(smallest, _one), size);
    }

    private protected override void DisposeFactors()
    {
        foreach (var scalar in (Scalar[])[_one, _beta1, _beta2, _rest1, _rest2])
        {
            scalar.Dispose();
        }
    }
}
