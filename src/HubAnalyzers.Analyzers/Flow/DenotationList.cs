using System;
using System.Collections.Immutable;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Denotations in an order, null where one is unknown. Compares by its elements.</summary>
internal readonly struct DenotationList(ImmutableArray<Denotation?> items) : IEquatable<DenotationList>
{
    public static readonly DenotationList Empty = new(ImmutableArray<Denotation?>.Empty);

    public ImmutableArray<Denotation?> Items { get; } = items;

    public int Count => Items.Length;

    public Denotation? this[int index] => Items[index];

    public static DenotationList Of<T>(ImmutableArray<T> items, Func<T, Denotation?> denotation)
    {
        var list = ImmutableArray.CreateBuilder<Denotation?>(items.Length);
        foreach (var item in items)
        {
            list.Add(denotation(item));
        }

        return new DenotationList(list.MoveToImmutable());
    }

    public bool Equals(DenotationList other)
    {
        if (Items == other.Items)
        {
            return true;
        }

        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!Equals(Items[i], other.Items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is DenotationList other && Equals(other);

    public override int GetHashCode() => Count;
}
