using System.Collections.Immutable;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What a value is known to be on every path that reaches it. No denotation: nothing is known, and every rule is silent.</summary>
internal abstract record Denotation;

/// <summary>A constant, <c>null</c> among them.</summary>
internal sealed record ConstantDenotation(object? Value) : Denotation
{
    public static readonly ConstantDenotation Null = new((object?)null);
    public static readonly ConstantDenotation True = new(true);
    public static readonly ConstantDenotation False = new(false);

    public static ConstantDenotation Of(bool value) => value ? True : False;
}

/// <summary>This value, or <c>null</c>: whoever dereferences it has the value.</summary>
internal sealed record MaybeNullDenotation(Denotation Value) : Denotation;

/// <summary>A model that a manifest describes.</summary>
/// <param name="Model">Its manifest.</param>
/// <param name="Instance">Which object: the call that made it, or the variable that holds it; null where two may be meant.</param>
/// <param name="IsKerasLayer">Whether it is a Hub layer of TensorFlow.NET, which has one switch and no layers.</param>
/// <param name="Trains">For such a layer, whether it was made to train.</param>
internal sealed record ModelDenotation(ManifestModel Model, object? Instance = null, bool IsKerasLayer = false, bool Trains = false) : Denotation
{
    /// <summary>The batch-norm policy that it was loaded with; null where the load says none.</summary>
    public Denotation? BatchNormPolicy { get; init; }

    /// <summary>The kind of output that its load chose; null where the load says none.</summary>
    public Denotation? Output { get; init; }
}

/// <summary>A scope of a generated class (<c>model.Block1</c>).</summary>
internal sealed record ScopeDenotation(ModelDenotation Of) : Denotation;

/// <summary>One layer of a model.</summary>
internal sealed record LayerDenotation(ModelDenotation Of, ManifestLayer Layer) : Denotation;

/// <summary>One variable of a model.</summary>
internal sealed record VariableDenotation(ModelDenotation Of, ManifestVariable Variable) : Denotation;

/// <summary>One of a few layers or variables of a model, or of their switches; which is not known.</summary>
/// <param name="Options">What it may be.</param>
internal sealed record EitherDenotation(DenotationList Options) : Denotation
{
    private const int Most = 8;

    /// <summary>One of two; null where they are no layers or variables of one model, or too many.</summary>
    public static Denotation? Of(Denotation left, Denotation right)
    {
        var options = left is EitherDenotation some ? some.Options.Items : ImmutableArray.Create<Denotation?>(left);
        foreach (var option in right is EitherDenotation others ? others.Options.Items : ImmutableArray.Create<Denotation?>(right))
        {
            if (ModelOf(option) is not { } model || !ReferenceEquals(model, ModelOf(options[0])))
            {
                return null;
            }

            options = options.Contains(option) ? options : options.Add(option);
        }

        // The same object where nothing is added: states compare by reference.
        return options.Length > Most ? null : options.Length == 1 ? options[0] : left is EitherDenotation before && before.Options.Count == options.Length ? left : new EitherDenotation(new DenotationList(options));
    }

    private static ManifestModel? ModelOf(Denotation? option) => option switch
    {
        LayerDenotation layer => layer.Of.Model,
        VariableDenotation variable => variable.Of.Model,
        SwitchDenotation of => ModelOf(of.Target),
        _ => null,
    };
}

/// <summary>The switch of a model, layer or variable, where the compiler keeps it in a temporary before it is written (<c>x.Trainable = a ? b : c</c>).</summary>
internal sealed record SwitchDenotation(Denotation Target) : Denotation;

/// <summary>A lambda, local function or method as a value.</summary>
internal sealed record DelegateDenotation(Callable Callable) : Denotation;

/// <summary>An object whose members cannot change after it was made: a record, an anonymous object, or one of the libraries' options.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Syntax">Where it is made.</param>
/// <param name="Members">What is known of its members, by name; constructor arguments stand under their parameter's name.</param>
internal sealed record ObjectDenotation(INamedTypeSymbol Type, SyntaxNode Syntax, ImmutableDictionary<string, Denotation> Members) : Denotation
{
    public Denotation? this[string member] => Members.TryGetValue(member, out var value) ? value : null;

    public ObjectDenotation With(string member, Denotation? value) =>
        this with { Members = value is null ? Members.Remove(member) : Members.SetItem(member, value) };

    public bool Equals(ObjectDenotation? other)
    {
        if (other is null || Syntax != other.Syntax || Members.Count != other.Members.Count)
        {
            return false;
        }

        foreach (var pair in Members)
        {
            if (!pair.Value.Equals(other[pair.Key]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode() => Syntax.GetHashCode();
}

/// <summary>A member that was set to what is not known, which is another thing than one that was left at its default.</summary>
internal sealed record UnknownDenotation : Denotation
{
    public static readonly UnknownDenotation Instance = new();
}

/// <summary>A tuple.</summary>
internal sealed record TupleDenotation(DenotationList Elements) : Denotation;

/// <summary>A collection whose elements are known.</summary>
/// <param name="Items">The elements.</param>
/// <param name="IsOrdered">Whether they come in the order of <paramref name="Items"/>.</param>
internal sealed record SequenceDenotation(DenotationList Items, bool IsOrdered = true) : Denotation;

/// <summary>A walk over a sequence.</summary>
/// <param name="Loop">The expression that is looped over; it stands for the loop.</param>
/// <param name="Items">The elements.</param>
/// <param name="Outer">Where each element of an outer loop has elements of its own, those collections; <paramref name="Items"/> are all of them, one collection after the other.</param>
internal sealed record EnumeratorDenotation(SyntaxNode Loop, DenotationList Items, EachDenotation? Outer = null) : Denotation;

/// <summary>A walk over what is not known, by which no code of the program runs.</summary>
internal sealed record PassiveWalkDenotation : Denotation
{
    public static readonly PassiveWalkDenotation Instance = new();
}

/// <summary>The variable of a loop that counts from a constant, before its bound is known.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Start">What it starts with.</param>
/// <param name="Step">1 or -1.</param>
internal sealed record CounterDenotation(ISymbol Variable, int Start, int Step) : Denotation
{
    public bool Equals(CounterDenotation? other) => other is not null && SymbolEqualityComparer.Default.Equals(Variable, other.Variable) && Start == other.Start;

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Variable);
}

/// <summary>
/// A value that depends on which element of a sequence a loop or lambda is at: the element itself, its kind, whether a guard lets it
/// pass. Anything that can be said of one value can be said of each of these.
/// </summary>
/// <param name="Loop">The loop, as in <see cref="FlowState"/>.</param>
/// <param name="Values">The value at each position; null where it is unknown there.</param>
internal sealed record EachDenotation(object Loop, DenotationList Values) : Denotation;

/// <summary>The condition of a loop that counts: where it holds, the loop is at each of some positions in turn.</summary>
/// <param name="Counter">The loop's variable.</param>
/// <param name="First">The lowest position.</param>
/// <param name="End">The position behind the highest.</param>
/// <param name="IsFirst">Whether the loop begins here.</param>
internal sealed record BoundDenotation(CounterDenotation Counter, int First, int End, bool IsFirst) : Denotation
{
    public FlowState? On(FlowState state, bool holds)
    {
        if (!holds)
        {
            return IsFirst && First < End ? null : state;
        }

        if (First >= End)
        {
            return null;
        }

        var positions = ImmutableArray.CreateBuilder<Denotation?>(End);
        for (var i = 0; i < End; i++)
        {
            positions.Add(new ConstantDenotation(i));
        }

        return state
            .With(Counter.Variable, LoopState.Over(End, i => i >= First))
            .With(Counter.Variable, new EachDenotation(Counter.Variable, new DenotationList(positions.MoveToImmutable())));
    }
}
