using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What the flow of a body found. Rules look at it; none of them looks at code.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public void Add(Finding finding) => _all.Add(finding);

    /// <summary>Takes over what a call to code elsewhere does with what it is given here; what that code does on its own account is reported there.</summary>
    public void AddFromCall(Findings callee, SyntaxNode call, Findings reportedThere)
    {
        foreach (var finding in callee._all)
        {
            if (finding is not MemberStore && !reportedThere._all.Exists(finding.Repeats))
            {
                _all.Add(call.Contains(finding.Source) ? finding with { Place = finding.Source, Origin = finding.Source } : finding with { Place = call, Origin = finding.Place });
            }
        }
    }

    public void AddAll(Findings other) => _all.AddRange(other._all);

    /// <summary>Notes that nothing discards these choices any more: they have their effect.</summary>
    public void AddLasting(IEnumerable<LayerChoices> choices) => _all.AddRange(choices.SelectMany(static c => c.Places).Select(static place => new LastingChoice(place)));

    /// <summary>Drops the discarded choices that hold on another path: to the end, or until they are used.</summary>
    public void DropLasting(IEnumerable<LayerChoices> atEnd)
    {
        var lasting = new HashSet<SyntaxNode>();
        foreach (var choices in atEnd)
        {
            lasting.UnionWith(choices.Places);
        }

        lasting.UnionWith(_all.OfType<LastingChoice>().Select(static f => f.Choice));
        _all.RemoveAll(f => f is LastingChoice || (f is DiscardedChoice discarded && lasting.Contains(discarded.Earlier)));
    }

    /// <summary>Drops what calls of a lambda or local function do that it does whoever calls it.</summary>
    public void DropRepeated() => _all.RemoveAll(f => f.Place != f.Origin && _all.Exists(other => (f with { Place = f.Origin }).Repeats(other)));
}

/// <summary>Something a body does with a model.</summary>
/// <param name="Place">Where it is reported: where it is done, or the call that has it done.</param>
internal abstract record Finding(SyntaxNode Place)
{
    /// <summary>Where it is done, or the next call on the way there.</summary>
    public SyntaxNode Origin { get; init; } = Place;

    /// <summary>Where it is done.</summary>
    public SyntaxNode Source { get; init; } = Place;

    /// <summary>Whether another finding says the same.</summary>
    public virtual bool Repeats(Finding other) => other.Place == Place && other.GetType() == GetType();
}

/// <summary>Something is asked to train.</summary>
/// <param name="Targets">Models, layers and variables.</param>
/// <param name="ReachesAll">Whether all of them are asked; otherwise one of them is, and which is not known.</param>
/// <param name="Place">The assignment, argument or call.</param>
internal sealed record TrainableRequest(ImmutableArray<Denotation> Targets, bool ReachesAll, SyntaxNode Place) : Finding(Place)
{
    /// <summary>What is looped over; null where it is no loop, or where it stands elsewhere.</summary>
    public SyntaxNode? Loop { get; init; }
}

/// <summary>A layer is looked up by a constant name.</summary>
/// <param name="Model">The model.</param>
/// <param name="Name">The name.</param>
/// <param name="Layer">The layer; null where the manifest has none of that name.</param>
/// <param name="Receiver">The static type of what is asked.</param>
/// <param name="IsOneOfMany">Whether the same expression looks up others as well.</param>
/// <param name="Lookup">The whole lookup.</param>
/// <param name="Place">The name.</param>
internal sealed record LayerLookup(ManifestModel Model, string Name, ManifestLayer? Layer, ITypeSymbol? Receiver, bool IsOneOfMany, SyntaxNode Lookup, SyntaxNode Place) : Finding(Place);

/// <summary>A member of a library is called that a rule concerns.</summary>
/// <param name="Method">The method or constructor.</param>
/// <param name="Instance">What it is called on.</param>
/// <param name="Arguments">What is known of the arguments, by parameter.</param>
/// <param name="Syntax">The arguments' syntax, by parameter; without those left out.</param>
/// <param name="Result">What it gives.</param>
/// <param name="Place">The call.</param>
internal sealed record LibraryCall(
    IMethodSymbol Method,
    Denotation? Instance,
    ImmutableDictionary<string, Denotation> Arguments,
    ImmutableDictionary<string, SyntaxNode> Syntax,
    Denotation? Result,
    SyntaxNode Place) : Finding(Place)
{
    public Denotation? this[string parameter] => Arguments.TryGetValue(parameter, out var value) ? value : null;

    public override bool Repeats(Finding other)
    {
        if (other is not LibraryCall call || call.Place != Place || call.Arguments.Count != Arguments.Count || !SaysTheSame(call.Instance, Instance))
        {
            return false;
        }

        foreach (var pair in Arguments)
        {
            if (!SaysTheSame(pair.Value, call[pair.Key]))
            {
                return false;
            }
        }

        return true;

        // Which of the objects of one class a model is, the rules about calls do not ask.
        static bool SaysTheSame(Denotation? a, Denotation? b) =>
            Equals(a is ModelDenotation first ? first with { Instance = null } : a, b is ModelDenotation second ? second with { Instance = null } : b);
    }

    /// <summary>Where an argument stands; the call where it is left out, or where the call is made elsewhere.</summary>
    public SyntaxNode PlaceOf(string parameter) => Place == Origin && Syntax.TryGetValue(parameter, out var syntax) ? syntax : Place;
}

/// <summary>A write to a whole model undoes what was chosen for one of its layers before.</summary>
/// <param name="Model">The model.</param>
/// <param name="Layer">The layer's name.</param>
/// <param name="Earlier">The choice.</param>
/// <param name="Place">The later write.</param>
internal sealed record DiscardedChoice(ManifestModel Model, string Layer, SyntaxNode Earlier, SyntaxNode Place) : Finding(Place);

/// <summary>What was chosen for a layer is used, or no longer followed, before anything undoes it.</summary>
/// <param name="Choice">The choice.</param>
internal sealed record LastingChoice(SyntaxNode Choice) : Finding(Choice)
{
    public override bool Repeats(Finding other) => false;
}

/// <summary>A stage of a training is made or copied: told with each member that is set, so that the last of one place knows all.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Place">Where the stage is made or copied.</param>
internal sealed record TrainingStage(ObjectDenotation Stage, SyntaxNode Place) : Finding(Place);

/// <summary>The options of a training are made or copied: told with each member that is set, so that the last of one place knows all.</summary>
/// <param name="Options">The options.</param>
/// <param name="Place">Where they are made or copied.</param>
internal sealed record TrainingRun(ObjectDenotation Options, SyntaxNode Place) : Finding(Place);

/// <summary>The live switch of a layer of TensorFlow.NET is set after the layer's arguments were made.</summary>
/// <param name="Target">The arguments, or the layer that they are of; null where they are not known.</param>
/// <param name="Value">What it is set to.</param>
/// <param name="Place">The assignment.</param>
internal sealed record LiveSwitch(Denotation? Target, Denotation? Value, SyntaxNode Place) : Finding(Place)
{
    // It tells of the object that a caller gives, whatever the callee says of its own.
    public override bool Repeats(Finding other) => false;
}

/// <summary>A field or property is written; for those who ask what it always is.</summary>
/// <param name="Value">With what.</param>
/// <param name="Place">The assignment or initializer.</param>
internal sealed record MemberStore(Denotation? Value, SyntaxNode Place) : Finding(Place);
