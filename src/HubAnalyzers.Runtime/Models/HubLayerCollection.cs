using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>A model's layers, in the order of its manifest.</summary>
public sealed class HubLayerCollection : IReadOnlyList<HubLayer>
{
    private readonly string _model;
    private readonly IReadOnlyList<HubLayer> _layers;
    private readonly Dictionary<string, HubLayer> _byName;

    internal HubLayerCollection(string model, IReadOnlyList<HubLayer> layers)
    {
        _model = model;
        _layers = layers;
        _byName = layers.ToDictionary(static l => l.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public int Count => _layers.Count;

    /// <summary>The layers that can train and are no batch normalization: what to unfreeze when everything shall train.</summary>
    public IEnumerable<HubLayer> ThatCanTrain => _layers.Where(static l => l.Trainability == Trainability.Trainable);

    /// <inheritdoc/>
    public HubLayer this[int index] => _layers[index];

    /// <summary>The layer with this original name.</summary>
    /// <exception cref="KeyNotFoundException">HUB0006: there is none; the message names the nearest.</exception>
    public HubLayer this[string name] => _byName.TryGetValue(name, out var layer)
        ? layer
        : throw new KeyNotFoundException($"{Rulebook.UnknownLayer}: {Rulebook.Say(Rulebook.UnknownLayerMessage, name, _model, Phrases.DidYouMean(name, _byName.Keys))}");

    /// <inheritdoc/>
    public IEnumerator<HubLayer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
