using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// Moves parameters along their gradients. TorchSharp's own optimizers make their factors anew at each step and keep only their handles
/// over the native call, so that the garbage collector can free them while libtorch still reads them.
/// </summary>
internal abstract class Optimizer : IDisposable
{
    private readonly torch.Tensor[][] _slots;

    /// <summary>Creates the optimizer with slots of zeros.</summary>
    /// <param name="parameters">Leaf tensors, which stay the caller's.</param>
    /// <param name="slotNames">What is kept of each parameter.</param>
    private protected Optimizer(IEnumerable<TrainedParameter> parameters, params string[] slotNames)
    {
        Parameters = [.. parameters];
        SlotNames = slotNames;
        using var noGrad = torch.no_grad();
        _slots = [.. slotNames.Select(_ => Parameters.Select(static p => torch.zeros_like(p.Value, requires_grad: false).DetachFromDisposeScope()).ToArray())];
    }

    public IReadOnlyList<TrainedParameter> Parameters { get; }

    /// <summary>The names of what is kept of each parameter.</summary>
    public IReadOnlyList<string> SlotNames { get; }

    /// <summary>How many steps were made.</summary>
    public int Steps { get; set; }

    /// <summary>The optimizer that options ask for.</summary>
    public static Optimizer Create(OptimizerOptions options, IEnumerable<TrainedParameter> parameters) => options switch
    {
        AdamOptions adam => new Adam(parameters, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay, isDecoupled: false),
        AdamWOptions adam => new Adam(parameters, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay, isDecoupled: true),
        SgdOptions sgd => new Sgd(parameters, sgd),
        _ => throw new ArgumentException($"There is no optimizer for {options.GetType().Name}.", nameof(options)),
    };

    /// <summary>One slot of one parameter.</summary>
    public torch.Tensor Slot(int slot, int parameter) => _slots[slot][parameter];

    /// <summary>Drops the gradients of the step before.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Value.grad = null;
        }
    }

    /// <summary>Moves each parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var noGrad = torch.no_grad();
        Steps++;
        for (var i = 0; i < Parameters.Count; i++)
        {
            using var scope = torch.NewDisposeScope();
            if (Parameters[i].Value.grad is { } gradient)
            {
                Move(i, gradient, learningRate * Parameters[i].RateFactor);
            }
        }
    }

    public void Dispose()
    {
        foreach (var slot in _slots.SelectMany(static s => s))
        {
            slot.Dispose();
        }

        DisposeFactors();
    }

    private protected abstract void Move(int index, torch.Tensor gradient, double learningRate);

    private protected abstract void DisposeFactors();

    /// <summary>The gradient with a share of the weight added: decay that the optimizer cannot tell from the loss.</summary>
    private protected static torch.Tensor Decayed(TrainedParameter parameter, torch.Tensor gradient, double weightDecay)
    {
        if (weightDecay == 0 || !parameter.Decays)
        {
            return gradient;
        }

        using var decay = weightDecay.ToScalar();
        return gradient.add(parameter.Value, decay);
    }
}
