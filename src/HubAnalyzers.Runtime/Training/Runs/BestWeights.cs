using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>A copy of everything that has trained so far, as it was at the best validation.</summary>
internal sealed class BestWeights : IDisposable
{
    private readonly SortedDictionary<string, torch.Tensor> _values = new(StringComparer.Ordinal);

    public IEnumerable<(string Name, torch.Tensor Value)> Values => _values.Select(static v => (v.Key, v.Value));

    /// <summary>Whether there was a validation.</summary>
    public bool IsKept { get; set; }

    /// <summary>Makes room for weights that begin to train; until then they are what they are in any copy.</summary>
    public void Add(IEnumerable<(string Name, torch.Tensor Value)> weights)
    {
        using var noGrad = torch.no_grad();
        foreach (var (name, value) in weights)
        {
            if (!_values.ContainsKey(name))
            {
                _values.Add(name, value.detach().clone().DetachFromDisposeScope());
            }
        }
    }

    /// <summary>Keeps the weights as they are now.</summary>
    public void Keep(IEnumerable<(string Name, torch.Tensor Value)> weights)
    {
        using var noGrad = torch.no_grad();
        foreach (var (name, value) in weights)
        {
            _values[name].copy_(value);
        }

        IsKept = true;
    }

    /// <summary>A weight that was kept.</summary>
    public torch.Tensor Of(string name) => _values[name];

    public void Dispose()
    {
        foreach (var value in _values.Values)
        {
            value.Dispose();
        }
    }
}
