using System;
using System.Collections.Generic;
using HubAnalyzers.Runtime.Ops;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>The length of all gradients together, as one vector.</summary>
internal static class GradientNorm
{
    /// <summary>Scales all gradients by one factor where they are longer than allowed.</summary>
    /// <returns>Their length before.</returns>
    public static double Clip(IReadOnlyList<TrainedParameter> parameters, double longest)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        torch.Tensor? sum = null;
        foreach (var parameter in parameters)
        {
            if (parameter.Value.grad is { } gradient)
            {
                var own = Arithmetic.Square(gradient.to(torch.ScalarType.Float64)).sum();
                sum = sum is null ? own : Arithmetic.Add(sum, own);
            }
        }

        var length = sum is null ? 0 : Math.Sqrt(sum.item<double>());
        if (length > longest)
        {
            using var factor = (longest / length).ToScalar();
            foreach (var parameter in parameters)
            {
                parameter.Value.grad?.mul_(factor);
            }
        }

        return length;
    }
}
