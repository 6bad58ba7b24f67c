using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What was chosen for the layers of one object, one by one, on a path that comes here, with no use of it since.</summary>
/// <param name="Values">By layer, what each place chose for it; null where that is not known.</param>
/// <param name="Layers">The layers in order, so that those inside of one stand together: a long method chooses for many.</param>
/// <param name="IsCertain">Whether every path that comes here chose something.</param>
internal sealed record LayerChoices(ImmutableDictionary<string, ImmutableDictionary<SyntaxNode, bool?>> Values, ImmutableSortedSet<string> Layers, bool IsCertain)
{
    public static readonly LayerChoices None = new(
        ImmutableDictionary.Create<string, ImmutableDictionary<SyntaxNode, bool?>>(StringComparer.Ordinal), ImmutableSortedSet.Create<string>(StringComparer.Ordinal), IsCertain: false);

    public LayerChoices OnSomePaths => IsCertain ? this with { IsCertain = false } : this;

    /// <summary>The places that chose.</summary>
    public IEnumerable<SyntaxNode> Places
    {
        get
        {
            foreach (var layer in Values)
            {
                foreach (var place in layer.Value.Keys)
                {
                    yield return place;
                }
            }
        }
    }

    /// <summary>The choices after one more, which replaces what was chosen for the layer before.</summary>
    public LayerChoices Add(string layer, SyntaxNode place, bool? value) =>
        new(Values.SetItem(layer, ImmutableDictionary<SyntaxNode, bool?>.Empty.Add(place, value)), Layers.Add(layer), IsCertain: true);

    /// <summary>The layers with a choice that lie in the scope of a name.</summary>
    public IReadOnlyList<string> Inside(string name)
    {
        var scope = name + "/";
        var inside = new List<string>();
        var first = Layers.IndexOf(scope);
        for (var i = first < 0 ? ~first : first; i < Layers.Count && Layers[i].StartsWith(scope, StringComparison.Ordinal); i++)
        {
            inside.Add(Layers[i]);
        }

        return inside;
    }

    public LayerChoices Without(IReadOnlyList<string> layers) =>
        layers.Count == 0 ? this : this with { Values = Values.RemoveRange(layers), Layers = Layers.Except(layers) };

    /// <summary>What was chosen on either path: the same object where <paramref name="other"/> adds nothing.</summary>
    public LayerChoices Join(LayerChoices other)
    {
        var values = Values;
        foreach (var layer in other.Values)
        {
            var ours = values.TryGetValue(layer.Key, out var known) ? known : ImmutableDictionary<SyntaxNode, bool?>.Empty;
            var joined = Join(ours, layer.Value);
            values = ReferenceEquals(joined, known) ? values : values.SetItem(layer.Key, joined);
        }

        var isCertain = IsCertain && other.IsCertain;
        return ReferenceEquals(values, Values) && isCertain == IsCertain ? this : new LayerChoices(values, Layers.Union(other.Layers), isCertain);
    }

    private static ImmutableDictionary<SyntaxNode, bool?> Join(ImmutableDictionary<SyntaxNode, bool?> ours, ImmutableDictionary<SyntaxNode, bool?> theirs)
    {
        var joined = ours;
        foreach (var choice in theirs)
        {
            if (!ours.TryGetValue(choice.Key, out var value))
            {
                joined = joined.Add(choice.Key, choice.Value);
            }
            else if (value is not null && value != choice.Value)
            {
                joined = joined.SetItem(choice.Key, null);
            }
        }

        return joined;
    }
}
