using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What is known at one point of a body: locals, parameters and the compiler's own temporaries (captures).</summary>
internal sealed class FlowState
{
    public static readonly FlowState Empty = new(
        ImmutableDictionary.Create<ISymbol, Denotation>(SymbolEqualityComparer.Default), ImmutableDictionary<CaptureId, Denotation>.Empty);

    private readonly ImmutableDictionary<ISymbol, Denotation> _symbols;
    private readonly ImmutableDictionary<CaptureId, Denotation> _captures;

    private FlowState(ImmutableDictionary<ISymbol, Denotation> symbols, ImmutableDictionary<CaptureId, Denotation> captures)
    {
        _symbols = symbols;
        _captures = captures;
    }

    public Denotation? this[ISymbol symbol] => _symbols.TryGetValue(symbol, out var value) ? value : null;

    public Denotation? this[CaptureId capture] => _captures.TryGetValue(capture, out var value) ? value : null;

    public FlowState With(ISymbol symbol, Denotation? value)
    {
        var symbols = value is null ? _symbols.Remove(symbol) : _symbols.SetItem(symbol, value);
        return ReferenceEquals(symbols, _symbols) ? this : new FlowState(symbols, _captures);
    }

    public FlowState With(CaptureId capture, Denotation? value)
    {
        var captures = value is null ? _captures.Remove(capture) : _captures.SetItem(capture, value);
        return ReferenceEquals(captures, _captures) ? this : new FlowState(_symbols, captures);
    }

    /// <summary>What holds after either: the same state object where <paramref name="other"/> takes nothing away.</summary>
    public FlowState Join(FlowState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var symbols = Join(_symbols, other._symbols);
        var captures = Join(_captures, other._captures);
        return ReferenceEquals(symbols, _symbols) && ReferenceEquals(captures, _captures) ? this : new FlowState(symbols, captures);
    }

    private static ImmutableDictionary<TKey, Denotation> Join<TKey>(ImmutableDictionary<TKey, Denotation> left, ImmutableDictionary<TKey, Denotation> right)
        where TKey : notnull
    {
        var joined = left;
        foreach (var pair in left)
        {
            var value = right.TryGetValue(pair.Key, out var other) ? Join(pair.Value, other) : null;
            if (value is null)
            {
                joined = joined.Remove(pair.Key);
            }
            else if (!ReferenceEquals(value, pair.Value))
            {
                joined = joined.SetItem(pair.Key, value);
            }
        }

        return joined;
    }

    // A null says nothing against the other value: whoever asks a null to train gets a NullReferenceException there, no silent failure.
    private static Denotation? Join(Denotation left, Denotation right) => (left, right) switch
    {
        _ when left.Equals(right) => left,
        (ConstantDenotation { Value: null }, not ConstantDenotation) => right,
        (not ConstantDenotation, ConstantDenotation { Value: null }) => left,
        _ => null,
    };
}
