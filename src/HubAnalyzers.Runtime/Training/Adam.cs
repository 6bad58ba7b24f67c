using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>
/// The Adam optimizer. TorchSharp's own makes its factors anew at each step and keeps only their handles over the
/// native call, so that the garbage collector can free them while libtorch still reads them.
/// </summary>
internal sealed class Adam : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly IReadOnlyList<torch.Tensor> _parameters;
    private readonly torch.Tensor[] _means;
    private readonly torch.Tensor[] _squares;
    private readonly double _learningRate;
    private readonly Scalar _one = 1.ToScalar();
    private readonly Scalar _beta1 = Beta1.ToScalar();
    private readonly Scalar _beta2 = Beta2.ToScalar();
    private readonly Scalar _rest1 = (1 - Beta1).ToScalar();
    private readonly Scalar _rest2 = (1 - Beta2).ToScalar();
    private int _steps;

    /// <summary>Creates the optimizer of some leaf tensors, which stay the caller's.</summary>
    public Adam(IEnumerable<torch.Tensor> parameters, double learningRate)
    {
        _parameters = [.. parameters];
        _learningRate = learningRate;
        using var noGrad = torch.no_grad();
        _means = [.. _parameters.Select(static p => torch.zeros_like(p).DetachFromDisposeScope())];
        _squares = [.. _parameters.Select(static p => torch.zeros_like(p).DetachFromDisposeScope())];
    }

    /// <summary>Drops the gradients of the step before.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in _parameters)
        {
            parameter.grad = null;
        }
    }

    /// <summary>Moves each parameter that has a gradient.</summary>
    public void Step()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        _steps++;
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, _steps));
        using var size = (-_learningRate * correction / (1 - Math.Pow(Beta1, _steps))).ToScalar();
        using var epsilon = (Epsilon * correction).ToScalar();
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (_parameters[i].grad is not { } gradient)
            {
                continue;
            }

            _means[i].mul_(_beta1).add_(gradient, _rest1);
            _squares[i].mul_(_beta2).addcmul_(gradient, gradient, _rest2);
            _parameters[i].addcdiv_(_means[i], _squares[i].sqrt().add_(epsilon, _one), size);
        }
    }

    public void Dispose()
    {
        foreach (var state in _means.Concat(_squares))
        {
            state.Dispose();
        }

        foreach (var scalar in (Scalar[])[_one, _beta1, _beta2, _rest1, _rest2])
        {
            scalar.Dispose();
        }
    }
}
