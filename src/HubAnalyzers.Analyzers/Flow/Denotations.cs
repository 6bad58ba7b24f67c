using System;
using System.Collections.Immutable;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What holds of any denotation.</summary>
internal static class Denotations
{
    /// <summary>The value, of one that is dereferenced and therefore no null.</summary>
    public static Denotation? NotNull(this Denotation? value) => value is MaybeNullDenotation maybe ? maybe.Value : value;

    /// <summary>Whether the value is a collection, or one at some elements of a loop.</summary>
    public static bool IsCollection(this Denotation? value)
    {
        switch (value)
        {
            case SequenceDenotation or MaybeNullDenotation { Value: SequenceDenotation }:
                return true;
            case EachDenotation { Values: var values }:
                foreach (var one in values.Items)
                {
                    if (one is SequenceDenotation)
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    public static bool IsTrue(this Denotation? value) => value is ConstantDenotation { Value: true };

    /// <summary>A constant of a type; the default where the value is another or unknown.</summary>
    public static T? ConstantOf<T>(this Denotation? value)
        where T : class => (value as ConstantDenotation)?.Value as T;

    public static int? Int32(this Denotation? value) => value is ConstantDenotation { Value: int number } ? number : null;

    /// <summary>Says of each value what a function says of one.</summary>
    public static Denotation? Lift(Denotation? value, Func<Denotation?, Denotation?> function)
    {
        if (value is EitherDenotation either)
        {
            var said = function(either.Options[0]);
            for (var i = 1; i < either.Options.Count && said is not null; i++)
            {
                said = function(either.Options[i]) is not { } next ? null : said.Equals(next) ? said : EitherDenotation.Of(said, next);
            }

            return said;
        }

        if (value is not EachDenotation each)
        {
            return function(value);
        }

        var values = ImmutableArray.CreateBuilder<Denotation?>(each.Values.Count);
        foreach (var item in each.Values.Items)
        {
            values.Add(item is null ? null : function(item));
        }

        return Collapse(each.Loop, values.MoveToImmutable());
    }

    /// <summary>Says of each pair what a function says of one.</summary>
    public static Denotation? Lift(Denotation? left, Denotation? right, Func<Denotation?, Denotation?, Denotation?> function)
    {
        if (left is EachDenotation a && right is EachDenotation b)
        {
            if (!a.Loop.Equals(b.Loop) || a.Values.Count != b.Values.Count)
            {
                return null;
            }

            var values = ImmutableArray.CreateBuilder<Denotation?>(a.Values.Count);
            for (var i = 0; i < a.Values.Count; i++)
            {
                values.Add(function(a.Values[i], b.Values[i]));
            }

            return Collapse(a.Loop, values.MoveToImmutable());
        }

        return left is EachDenotation ? Lift(left, l => function(l, right)) : Lift(right, r => function(left, r));
    }

    /// <summary>What a value is that is one of two, where no loop tells them apart.</summary>
    public static Denotation? JoinPlain(Denotation? left, Denotation? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        _ when left.Equals(right) => left,
        (MaybeNullDenotation a, MaybeNullDenotation b) => JoinMaybeNull(a, JoinPlain(a.Value, b.Value)),
        (MaybeNullDenotation a, ConstantDenotation { Value: null }) => a,
        (ConstantDenotation { Value: null }, MaybeNullDenotation b) => b,
        (MaybeNullDenotation a, _) => JoinMaybeNull(a, JoinPlain(a.Value, right)),
        (_, MaybeNullDenotation b) => JoinMaybeNull(b, JoinPlain(left, b.Value)),

        // A null says nothing against the other value: whoever asks a null to train gets a NullReferenceException there, no silent failure.
        (ConstantDenotation { Value: null }, not ConstantDenotation) => new MaybeNullDenotation(right),
        (not ConstantDenotation, ConstantDenotation { Value: null }) => new MaybeNullDenotation(left),
        (ModelDenotation a, ModelDenotation b) => SameModel(a, b),
        (LayerDenotation a, LayerDenotation b) when ReferenceEquals(a.Layer, b.Layer) && SameModel(a.Of, b.Of) is { } of => a.Of.Equals(of) ? a : new LayerDenotation(of, a.Layer),
        _ => EitherDenotation.Of(left, right),
    };

    private static MaybeNullDenotation? JoinMaybeNull(MaybeNullDenotation before, Denotation? value) =>
        value is null ? null : ReferenceEquals(value, before.Value) ? before : new MaybeNullDenotation(value);

    private static ModelDenotation? SameModel(ModelDenotation a, ModelDenotation b)
    {
        if (!ReferenceEquals(a.Model, b.Model) || a.IsKerasLayer != b.IsKerasLayer)
        {
            return null;
        }

        if (!Equals(a.BatchNormPolicy, b.BatchNormPolicy))
        {
            a = a with { BatchNormPolicy = UnknownDenotation.Instance };
        }

        if (!Equals(a.Output, b.Output))
        {
            a = a with { Output = UnknownDenotation.Instance };
        }

        return Equals(a.Instance, b.Instance) || a.Instance is null ? a : a with { Instance = null };
    }

    /// <summary>A value that is the same at each position depends on none.</summary>
    private static Denotation? Collapse(object loop, ImmutableArray<Denotation?> values)
    {
        if (values.Length == 0)
        {
            return null;
        }

        foreach (var value in values)
        {
            if (value is not ConstantDenotation || !value.Equals(values[0]))
            {
                return new EachDenotation(loop, new DenotationList(values));
            }
        }

        return values[0];
    }
}
