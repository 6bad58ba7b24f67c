using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>
/// A model's layers, in the order of its manifest, and selections of them that can be selected from again:
/// <c>model.Layers.From(model.Block16.Expand).ThatCanTrain</c>.
/// </summary>
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
    public HubLayerCollection ThatCanTrain => Where(static l => l.Trainability == Trainability.Trainable);

    /// <summary>The batch normalizations.</summary>
    public HubLayerCollection BatchNorm => Where(static l => l.Kind == LayerKind.BatchNorm);

    /// <inheritdoc/>
    public HubLayer this[int index] => _layers[index];

    /// <summary>The layer with this original name.</summary>
    /// <exception cref="KeyNotFoundException">HUB0006: there is none; the message names the nearest.</exception>
    public HubLayer this[string name] => _byName.TryGetValue(name, out var layer)
        ? layer
        : throw new KeyNotFoundException($"{Rulebook.UnknownLayer}: {Rulebook.Say(Rulebook.UnknownLayerMessage, name, _model, Phrases.DidYouMean(name, _byName.Keys))}");

    /// <summary>The layers of one stage of depth; 0 is nearest to the input.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No layer is of this stage; the message says which there are.</exception>
    public HubLayerCollection Stage(int stage)
    {
        var selection = Where(l => l.Facts.Stage == stage);
        return selection.Count > 0 ? selection : throw new ArgumentOutOfRangeException(nameof(stage), stage, Phrases.NoSuchStage(_model, _layers.Select(static l => l.Facts.Stage)));
    }

    /// <summary>This layer and all that the model uses after it.</summary>
    /// <exception cref="ArgumentException">The layer is not among these.</exception>
    public HubLayerCollection From(HubLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var selection = _layers.SkipWhile(l => l != layer).ToList();
        return selection.Count > 0
            ? new HubLayerCollection(_model, selection)
            : throw new ArgumentException(Phrases.NotAmongTheLayers(layer.Name, _model), nameof(layer));
    }

    /// <inheritdoc/>
    public IEnumerator<HubLayer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private HubLayerCollection Where(Func<HubLayer, bool> isWanted) => new(_model, _layers.Where(isWanted).ToList());
}
