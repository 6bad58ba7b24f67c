using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What a run borrows: the switches of model and head and torch's random state. All of it is put back, however the run ends.</summary>
internal sealed class Switches : IDisposable
{
    private readonly HubModel _model;
    private readonly Head _head;
    private readonly List<HubVariable> _trainable;
    private readonly bool _isTraining;
    private readonly torch.Tensor _random;

    /// <exception cref="InvalidOperationException">Another run trains the model.</exception>
    public Switches(HubModel model, Head head)
    {
        if (Interlocked.Exchange(ref model.IsBorrowed, 1) == 1)
        {
            throw new InvalidOperationException($"'{model.Facts.Name}' is being trained by another run; wait for it, or load the model once more.");
        }

        _model = model;
        _head = head;
        _trainable = model.Variables.Where(static v => v.Trainable).ToList();
        _isTraining = head.Module.training;
        _random = torch.random.get_rng_state().DetachFromDisposeScope();
    }

    public void Dispose()
    {
        torch.random.set_rng_state(_random);
        _random.Dispose();
        _head.Module.train(_isTraining);
        _head.DropGradients();
        _model.Trainable = false;
        foreach (var variable in _trainable)
        {
            variable.Set(true);
        }

        Volatile.Write(ref _model.IsBorrowed, 0);
    }
}
