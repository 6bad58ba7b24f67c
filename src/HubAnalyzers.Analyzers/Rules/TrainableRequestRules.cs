using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>
/// HUB0001 to HUB0005: requests to train what cannot or should not. A request draws one diagnostic: the model's verdict speaks first;
/// where everything that is asked is wrong, the rule for one layer or variable; where right and wrong are asked alike, HUB0004.
/// </summary>
internal sealed class TrainableRequestRules : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        Rules.Descriptors.FrozenModel, Rules.Descriptors.BatchNorm, Rules.Descriptors.NotAWeight, Rules.Descriptors.BulkWrite, Rules.Descriptors.FrozenLayer);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var place in findings.All.OfType<TrainableRequest>().GroupBy(static r => r.Place))
        {
            // What a loop asks of all its elements says more than what it asks of the one it is at.
            var requests = place.OrderByDescending(static r => r.ReachesAll).ThenByDescending(static r => r.Targets.Length);
            if (requests.Select(r => Check(r, context)).FirstOrDefault(static d => d is not null) is { } diagnostic)
            {
                yield return diagnostic;
            }
        }
    }

    private static Diagnostic? Check(TrainableRequest request, RuleContext context)
    {
        var targets = request.Targets.SelectMany(Parts).ToList();
        var refusals = targets.Select(t => Refusals.Of(t, context.BatchNormPolicy)).ToList();
        if (refusals.All(static r => r is not null))
        {
            return FrozenModel(request, refusals, context.Symbols.Catalog) ?? Single(request, targets[0], refusals[0]!);
        }

        var refused = targets.Where((_, i) => refusals[i] is not null).ToList();
        return !request.ReachesAll || refused.Count == 0 ? null : FrozenModel(request, refusals.Where(static r => r is not null), context.Symbols.Catalog) ?? Bulk(request, refused);
    }

    /// <summary>A model stands for its layers, unless it cannot train at all. A Hub layer of TensorFlow.NET has one switch and nothing to choose from.</summary>
    private static IEnumerable<Denotation> Parts(Denotation target) =>
        target is ModelDenotation { IsKerasLayer: false, Model.Verdict: not TrainabilityVerdict.None, Model.Layers.Count: > 0 } model
            ? LibraryMembers.LayersOf(model).Items.Items.OfType<Denotation>()
            : [target];

    private static Diagnostic? FrozenModel(TrainableRequest request, IEnumerable<Refusal?> refusals, ManifestCatalog catalog)
    {
        var all = refusals.Where(static r => r!.Rule == Rules.Descriptors.FrozenModel).ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var refusal = all[0]!;
        var target = request.Targets.Length > 1 ? Phrases.Model : refusal.Target;
        var variant = TrainableVariant.Of(refusal.Model.Model, catalog);
        var properties = ImmutableDictionary<string, string?>.Empty;
        return Diagnostic.Create(
            refusal.Rule, request.Place.GetLocation(), variant is null ? properties : properties.Add(FixData.VariantHandle, variant.Handle), refusal.Model.Model.Name, target, refusal.Why, refusal.Reason);
    }

    private static Diagnostic Single(TrainableRequest request, Denotation target, Refusal refusal) => Diagnostic.Create(
        refusal.Rule,
        request.Place.GetLocation(),
        target is VariableDenotation { Variable.Name: var variable } && refusal.Rule == Rules.Descriptors.NotAWeight ? variable : refusal.Target,
        refusal.Model.Model.Name,
        refusal.Why,
        refusal.Reason);

    private static Diagnostic Bulk(TrainableRequest request, List<Denotation> refused)
    {
        var model = Refusals.ModelOf(refused[0]);
        var layers = refused.Select(Refusals.LayerOf).OfType<ManifestLayer>().Distinct().ToList();
        var batchNorms = layers.Count(static l => l.Kind == LayerKind.BatchNorm);
        return Diagnostic.Create(
            Rules.Descriptors.BulkWrite,
            request.Place.GetLocation(),
            LayersExpression.In(request.Loop) is { } expression && expression.SyntaxTree == request.Place.SyntaxTree ? [expression.GetLocation()] : null,
            model.Model.Name,
            Phrases.Reached(batchNorms, layers.Count - batchNorms),
            Phrases.UpToThree(layers.Select(static l => l.Name).ToList()));
    }
}
