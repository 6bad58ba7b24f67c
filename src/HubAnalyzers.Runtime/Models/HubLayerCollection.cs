using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>A model's layers, in the order of its manifest.</summary>
public sealed class HubLayerCollection : IReadOnlyList<HubLayer>
{
    private const int MostSuggestions = 3;
    private readonly IReadOnlyList<HubLayer> _layers;
    private readonly Dictionary<string, HubLayer> _byName;

    internal HubLayerCollection(IReadOnlyList<HubLayer> layers)
    {
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
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest.</exception>
    public HubLayer this[string name] => _byName.TryGetValue(name, out var layer)
        ? layer
        : throw new KeyNotFoundException($"There is no layer '{name}'; the nearest are {string.Join(", ", Nearest(name).Select(static n => $"'{n}'"))}.");

    /// <inheritdoc/>
    public IEnumerator<HubLayer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<string> Nearest(string name) => _byName.Keys
        .OrderBy(other => Distance(name, other))
        .ThenBy(static other => other, StringComparer.Ordinal)
        .Take(MostSuggestions);

    /// <summary>The number of characters to insert, delete or replace.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
