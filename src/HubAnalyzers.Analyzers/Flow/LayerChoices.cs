using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What was chosen for the layers of one object, one by one, on a path that comes here, with no use of it since.</summary>
/// <param name="Values">What each place chose for a layer; null where that is not known.</param>
/// <param name="IsCertain">Whether every path that comes here chose something.</param>
internal sealed record LayerChoices(ImmutableDictionary<(string Layer, SyntaxNode Place), bool?> Values, bool IsCertain)
{
    public static readonly LayerChoices None = new(ImmutableDictionary<(string Layer, SyntaxNode Place), bool?>.Empty, IsCertain: false);

    public LayerChoices OnSomePaths => IsCertain ? this with { IsCertain = false } : this;

    /// <summary>The choices after one more, which replaces what was chosen for the layer before.</summary>
    public LayerChoices Add(string layer, SyntaxNode place, bool? value) =>
        new(Without(name => name == layer).Values.SetItem((layer, place), value), IsCertain: true);

    public LayerChoices Without(Func<string, bool> layers)
    {
        var values = Values;
        foreach (var key in Values.Keys)
        {
            values = layers(key.Layer) ? values.Remove(key) : values;
        }

        return ReferenceEquals(values, Values) ? this : this with { Values = values };
    }

    /// <summary>What was chosen on either path: the same object where <paramref name="other"/> adds nothing.</summary>
    public LayerChoices Join(LayerChoices other)
    {
        var values = Values;
        foreach (var pair in other.Values)
        {
            if (!values.TryGetValue(pair.Key, out var ours))
            {
                values = values.Add(pair.Key, pair.Value);
            }
            else if (ours is not null && ours != pair.Value)
            {
                values = values.SetItem(pair.Key, null);
            }
        }

        var isCertain = IsCertain && other.IsCertain;
        return ReferenceEquals(values, Values) && isCertain == IsCertain ? this : new LayerChoices(values, isCertain);
    }
}
