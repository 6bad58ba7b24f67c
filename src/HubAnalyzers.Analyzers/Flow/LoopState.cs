using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Where a loop over known elements stands: at which of them the program can be here, and which have certainly been asked to train on
/// the way, by which place in the code.
/// </summary>
/// <param name="Count">The number of elements.</param>
/// <param name="May">The positions at which the program can be.</param>
/// <param name="Written">By place, what it has certainly written when it comes here.</param>
internal sealed record LoopState(int Count, PositionSet May, ImmutableDictionary<SyntaxNode, LoopWrite> Written)
{
    /// <summary>A loop over elements that two paths see differently.</summary>
    public static readonly LoopState Unknown = Over(0, static _ => false);

    public static LoopState Over(int count, System.Func<int, bool> may) =>
        new(count, PositionSet.Where(count, may), ImmutableDictionary<SyntaxNode, LoopWrite>.Empty);

    /// <summary>The state after a place has written to the targets at some positions.</summary>
    public LoopState Write(SyntaxNode place, PositionSet positions, DenotationList targets)
    {
        var all = Written.TryGetValue(place, out var before) && before.Targets.Equals(targets) ? before.Positions.Union(positions) : positions;
        return this with { Written = Written.SetItem(place, new LoopWrite(all, targets)) };
    }

    /// <summary>What holds after either: a position is certainly written where each of the two that can be at it has written it.</summary>
    public LoopState Join(LoopState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        if (Count != other.Count)
        {
            return Unknown;
        }

        var written = Written;
        foreach (var pair in Written)
        {
            written = Set(written, pair.Key, Both(pair.Value, other.Written.TryGetValue(pair.Key, out var theirs) ? theirs : null, other));
        }

        foreach (var pair in other.Written)
        {
            if (!Written.ContainsKey(pair.Key))
            {
                written = Set(written, pair.Key, pair.Value with { Positions = pair.Value.Positions.Except(May) });
            }
        }

        var may = May.Union(other.May);
        return ReferenceEquals(may, May) && ReferenceEquals(written, Written) ? this : this with { May = may, Written = written };
    }

    private LoopWrite Both(LoopWrite ours, LoopWrite? theirs, LoopState other)
    {
        if (theirs is null || !theirs.Targets.Equals(ours.Targets))
        {
            return ours with { Positions = ours.Positions.Except(other.May) };
        }

        var kept = ours.Positions.Except(other.May.Except(theirs.Positions));
        return ours with { Positions = kept.Union(theirs.Positions.Except(May)) };
    }

    private static ImmutableDictionary<SyntaxNode, LoopWrite> Set(ImmutableDictionary<SyntaxNode, LoopWrite> written, SyntaxNode place, LoopWrite write)
    {
        if (write.Positions.IsEmpty)
        {
            return written.Remove(place);
        }

        return written.TryGetValue(place, out var before) && before.Positions.Equals(write.Positions) ? written : written.SetItem(place, write);
    }
}

/// <summary>What one place in a loop writes to.</summary>
/// <param name="Positions">At which positions.</param>
/// <param name="Targets">The target at each position of the loop.</param>
internal sealed record LoopWrite(PositionSet Positions, DenotationList Targets);
