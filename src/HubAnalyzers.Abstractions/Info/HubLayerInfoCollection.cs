using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers;

/// <summary>
/// Layers, in the order in which the model uses them, and selections of them that can be selected from again:
/// <c>info.Layers.From(layer).ThatCanTrain</c>.
/// </summary>
public sealed class HubLayerInfoCollection : IReadOnlyList<HubLayerInfo>
{
    private readonly string _model;
    private readonly IReadOnlyList<HubLayerInfo> _layers;
    private Dictionary<string, HubLayerInfo>? _byName;

    internal HubLayerInfoCollection(string model, IReadOnlyList<HubLayerInfo> layers)
    {
        _model = model;
        _layers = layers;
    }

    /// <inheritdoc/>
    public int Count => _layers.Count;

    /// <summary>The layers that can train and are no batch normalization.</summary>
    public HubLayerInfoCollection ThatCanTrain => Where(static l => l.Trainability == Trainability.Trainable);

    /// <summary>The batch normalizations.</summary>
    public HubLayerInfoCollection BatchNorm => Where(static l => l.Kind == LayerKind.BatchNorm);

    /// <inheritdoc/>
    public HubLayerInfo this[int index] => _layers[index];

    /// <summary>The layer with this original name.</summary>
    /// <exception cref="KeyNotFoundException">HUB0006: there is none; the message names the nearest.</exception>
    public HubLayerInfo this[string name] => ByName.TryGetValue(name, out var layer)
        ? layer
        : throw new KeyNotFoundException($"{Rulebook.UnknownLayer}: {Rulebook.Say(Rulebook.UnknownLayerMessage, name, _model, Phrases.DidYouMean(name, ByName.Keys))}");

    private Dictionary<string, HubLayerInfo> ByName
    {
        get
        {
            if (_byName is null)
            {
                var byName = new Dictionary<string, HubLayerInfo>(StringComparer.Ordinal);
                foreach (var layer in _layers)
                {
                    if (!byName.ContainsKey(layer.Name))
                    {
                        byName.Add(layer.Name, layer);
                    }
                }

                _byName = byName;
            }

            return _byName;
        }
    }

    /// <summary>The layers of one stage of depth; 0 is nearest to the input.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No layer is of this stage.</exception>
    public HubLayerInfoCollection Stage(int stage)
    {
        var selection = Where(l => l.Stage == stage);
        return selection.Count > 0 ? selection : throw new ArgumentOutOfRangeException(nameof(stage), stage, Phrases.NoSuchStage(_model, _layers.Select(static l => l.Stage)));
    }

    /// <summary>This layer and all that the model uses after it.</summary>
    /// <exception cref="ArgumentException">The layer is not among these.</exception>
    public HubLayerInfoCollection From(HubLayerInfo layer)
    {
        if (layer is null)
        {
            throw new ArgumentNullException(nameof(layer));
        }

        var selection = _layers.SkipWhile(l => l.Name != layer.Name).ToList();
        return selection.Count > 0
            ? new HubLayerInfoCollection(_model, selection)
            : throw new ArgumentException(Phrases.NotAmongTheLayers(layer.Name, _model), nameof(layer));
    }

    /// <inheritdoc/>
    public IEnumerator<HubLayerInfo> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private HubLayerInfoCollection Where(Func<HubLayerInfo, bool> isWanted) => new(_model, _layers.Where(isWanted).ToList());
}
