using System.Collections.Generic;
using HubAnalyzers.Runtime.Ops;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Gradient descent, with momentum where asked for.</summary>
internal sealed class Sgd(IEnumerable<TrainedParameter> parameters, SgdOptions options)
    : Optimizer(parameters, options.Momentum > 0 ? ["momentum"] : [])
{
    private readonly Scalar _momentum = options.Momentum.ToScalar();

    private protected override void Move(int index, torch.Tensor gradient, double learningRate)
    {
        var parameter = Parameters[index];
        gradient = Decayed(parameter, gradient, options.WeightDecay);
        if (options.Momentum > 0)
        {
            var momentum = Arithmetic.AddInPlace(Slot(0, index).mul_(_momentum), gradient);
            gradient = options.Nesterov ? gradient.add(momentum, _momentum) : momentum;
        }

        using var size = (-learningRate).ToScalar();
        parameter.Value.add_(gradient, size);
    }

    private protected override void DisposeFactors() => _momentum.Dispose();
}
