using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Features;

/// <summary>Features in memory, on the device that they were computed on. Room for all is taken at once, so that nothing is held twice.</summary>
internal sealed class MemoryFeatures : IFeatureStore
{
    private readonly Tensor[] _values;
    private readonly bool[] _has;
    private readonly Device _device;

    /// <summary>Takes the room.</summary>
    /// <param name="count">The number of examples.</param>
    /// <param name="like">Results of some examples.</param>
    public MemoryFeatures(int count, IReadOnlyList<Tensor> like)
    {
        _has = new bool[count];
        _device = like[0].device;
        _values = [.. like.Select(t => empty([count, .. t.shape[1..]], dtype: t.dtype, device: t.device).DetachFromDisposeScope())];
    }

    public void Add(IReadOnlyList<int> examples, IReadOnlyList<Tensor> results)
    {
        using var scope = NewDisposeScope();
        var places = Places(examples);
        for (var k = 0; k < _values.Length; k++)
        {
            _values[k].index_copy_(0, places, results[k]);
        }

        foreach (var example in examples)
        {
            _has[example] = true;
        }
    }

    public bool Has(int example) => _has[example];

    public Tensor[] Read(IReadOnlyList<int> examples)
    {
        using var places = Places(examples);
        return [.. _values.Select(v => v.index_select(0, places).DetachFromDisposeScope())];
    }

    public void Dispose()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }

    private Tensor Places(IReadOnlyList<int> examples)
    {
        var places = new long[examples.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = examples[i];
        }

        return tensor(places, device: _device);
    }
}
