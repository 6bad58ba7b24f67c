using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What is known at one point of a body. Immutable; an operation that changes nothing gives the same object.</summary>
internal sealed record FlowState
{
    public static readonly FlowState Empty = new();

    private FlowState()
    {
    }

    /// <summary>Locals and parameters.</summary>
    private ImmutableDictionary<ISymbol, Denotation> Symbols { get; init; } = ImmutableDictionary.Create<ISymbol, Denotation>(SymbolEqualityComparer.Default);

    /// <summary>The compiler's own temporaries.</summary>
    private ImmutableDictionary<CaptureId, Denotation> Captures { get; init; } = ImmutableDictionary<CaptureId, Denotation>.Empty;

    /// <summary>The loops over known elements that the program is in.</summary>
    private ImmutableDictionary<object, LoopState> Loops { get; init; } = ImmutableDictionary<object, LoopState>.Empty;

    /// <summary>By object, what was chosen for its layers.</summary>
    public ImmutableDictionary<object, LayerChoices> Choices { get; init; } = ImmutableDictionary<object, LayerChoices>.Empty;

    /// <summary>What the function returns here.</summary>
    public Denotation? Returned { get; init; }

    public Denotation? this[ISymbol symbol] => Symbols.TryGetValue(symbol, out var value) ? value : null;

    public Denotation? this[CaptureId capture] => Captures.TryGetValue(capture, out var value) ? value : null;

    public LoopState? LoopOf(object loop) => Loops.TryGetValue(loop, out var state) ? state : null;

    /// <summary>Where the loop that a value depends on stands; null where that is not known.</summary>
    public LoopState? LoopOf(EachDenotation each) => LoopOf(each.Loop) is { } loop && loop.Count == each.Values.Count ? loop : null;

    public FlowState With(ISymbol symbol, Denotation? value)
    {
        var symbols = value is null ? Symbols.Remove(symbol) : Symbols.SetItem(symbol, value);
        return ReferenceEquals(symbols, Symbols) ? this : this with { Symbols = symbols };
    }

    public FlowState With(CaptureId capture, Denotation? value)
    {
        var captures = value is null ? Captures.Remove(capture) : Captures.SetItem(capture, value);
        return ReferenceEquals(captures, Captures) ? this : this with { Captures = captures };
    }

    public FlowState With(object loop, LoopState state) => this with { Loops = Loops.SetItem(loop, state) };

    /// <summary>The state at a loop's next element or after its last: what depended on the one before is gone.</summary>
    public FlowState Leave(object loop)
    {
        if (!Loops.ContainsKey(loop))
        {
            return this;
        }

        var state = this with { Loops = Loops.Remove(loop) };
        foreach (var pair in Symbols)
        {
            if (pair.Value is EachDenotation each && each.Loop.Equals(loop))
            {
                state = state.With(pair.Key, null);
            }
        }

        return state;
    }

    /// <summary>The state on a way that only some elements take; null where none does.</summary>
    public FlowState? Where(EachDenotation condition, bool holds)
    {
        if (LoopOf(condition) is not { } loop)
        {
            return this;
        }

        var excluded = PositionSet.Where(condition.Values.Count, i => condition.Values[i] is ConstantDenotation { Value: bool value } && value != holds);
        var may = loop.May.Except(excluded);
        return may.IsEmpty ? null : ReferenceEquals(may, loop.May) ? this : With(condition.Loop, loop with { May = may });
    }

    /// <summary>The state that a called function starts with: it sees its caller's variables only where it is nested in it.</summary>
    public FlowState Entering(bool nested) => this with { Symbols = nested ? Symbols : Empty.Symbols, Captures = Empty.Captures, Returned = null };

    /// <summary>This state after a call that ended in another. What the callee asked of a loop's element, the call asks.</summary>
    public FlowState Returning(FlowState end, SyntaxNode call)
    {
        var loops = end.Loops;
        foreach (var pair in end.Loops)
        {
            var loop = pair.Value;
            foreach (var write in pair.Value.Written)
            {
                if (!call.Contains(write.Key) && LoopOf(pair.Key)?.Written.ContainsKey(write.Key) != true)
                {
                    loop = (loop with { Written = loop.Written.Remove(write.Key) }).Write(call, write.Value.Positions, write.Value.Targets);
                }
            }

            loops = ReferenceEquals(loop, pair.Value) ? loops : loops.SetItem(pair.Key, loop);
        }

        return this with { Loops = loops, Choices = end.Choices };
    }

    /// <summary>What holds after either: the same state object where <paramref name="other"/> takes nothing away.</summary>
    public FlowState Join(FlowState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var symbols = Join(Symbols, other.Symbols, other);
        var captures = Join(Captures, other.Captures, other);
        var returned = Join(Returned, other.Returned, other);
        var loops = Loops;
        foreach (var pair in other.Loops)
        {
            var loop = loops.TryGetValue(pair.Key, out var ours) ? ours.Join(pair.Value) : pair.Value;
            loops = ReferenceEquals(loop, ours) ? loops : loops.SetItem(pair.Key, loop);
        }

        var choices = Choices;
        foreach (var pair in Choices)
        {
            var joined = other.Choices.TryGetValue(pair.Key, out var theirs) ? pair.Value.Join(theirs) : pair.Value.OnSomePaths;
            choices = ReferenceEquals(joined, pair.Value) ? choices : choices.SetItem(pair.Key, joined);
        }

        foreach (var pair in other.Choices)
        {
            choices = Choices.ContainsKey(pair.Key) ? choices : choices.Add(pair.Key, pair.Value.OnSomePaths);
        }

        return ReferenceEquals(symbols, Symbols) && ReferenceEquals(captures, Captures) && ReferenceEquals(loops, Loops)
            && ReferenceEquals(choices, Choices) && ReferenceEquals(returned, Returned)
            ? this
            : this with { Symbols = symbols, Captures = captures, Loops = loops, Choices = choices, Returned = returned };
    }

    private ImmutableDictionary<TKey, Denotation> Join<TKey>(ImmutableDictionary<TKey, Denotation> left, ImmutableDictionary<TKey, Denotation> right, FlowState other)
        where TKey : notnull
    {
        var joined = left;
        foreach (var pair in left)
        {
            var value = Join(pair.Value, right.TryGetValue(pair.Key, out var theirs) ? theirs : null, other);
            joined = value is null ? joined.Remove(pair.Key) : ReferenceEquals(value, pair.Value) ? joined : joined.SetItem(pair.Key, value);
        }

        return joined;
    }

    /// <summary>
    /// What a value is after either way. Two ways that different elements of a loop take may give two values: the joined one then
    /// depends on the element (<c>keep = layer is not BatchNormLayer ? true : false</c>).
    /// </summary>
    private Denotation? Join(Denotation? left, Denotation? right, FlowState other)
    {
        if (Equals(left, right))
        {
            return left;
        }

        if ((left as EachDenotation ?? right as EachDenotation) is { } each)
        {
            return JoinByPosition(left, right, each.Loop, other) ?? (left is EachDenotation && right is EachDenotation ? null : Denotations.JoinPlain(left, right));
        }

        foreach (var loop in Loops.Keys)
        {
            if (left is not null && right is not null && other.LoopOf(loop) is { } theirs && !theirs.May.Equals(Loops[loop].May) && JoinByPosition(left, right, loop, other) is { } joined)
            {
                return joined;
            }
        }

        return Denotations.JoinPlain(left, right);
    }

    private EachDenotation? JoinByPosition(Denotation? left, Denotation? right, object loop, FlowState other)
    {
        if (LoopOf(loop) is not { } ours || other.LoopOf(loop) is not { } theirs || ours.Count != theirs.Count || ours.Count == 0)
        {
            return null;
        }

        if (ValuesOf(left, loop, ours.Count) is not { } leftValues || ValuesOf(right, loop, ours.Count) is not { } rightValues)
        {
            return null;
        }

        var known = false;
        var values = ImmutableArray.CreateBuilder<Denotation?>(ours.Count);
        for (var i = 0; i < ours.Count; i++)
        {
            var value = (ours.May.Contains(i), theirs.May.Contains(i)) switch
            {
                (true, false) => leftValues(i),
                (false, true) => rightValues(i),
                _ => Equals(leftValues(i), rightValues(i)) ? leftValues(i) : null,
            };
            known |= value is not null && (ours.May.Contains(i) || theirs.May.Contains(i));
            values.Add(value);
        }

        var joined = new EachDenotation(loop, new DenotationList(values.MoveToImmutable()));
        return !known ? null : left is EachDenotation before && before.Equals(joined) ? before : joined;
    }

    private static System.Func<int, Denotation?>? ValuesOf(Denotation? value, object loop, int count) => value switch
    {
        EachDenotation each => each.Loop.Equals(loop) && each.Values.Count == count ? i => each.Values[i] : null,
        _ => _ => value,
    };
}
