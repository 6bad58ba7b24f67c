using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>Which rule a request breaks. The first that applies speaks: nobody needs two warnings for one request.</summary>
internal static class TrainabilityRules
{
    public static Diagnostic? Check(TrainableRequest request, BatchNormPolicyOption policy) => request.Target switch
    {
        ModelDenotation { Model: { Verdict: TrainabilityVerdict.None } model } => FrozenModel(model, Phrases.Model, request.Syntax),
        LayerDenotation { Model: { Verdict: TrainabilityVerdict.None } model } layer => FrozenModel(model, Phrases.Layer(layer.Layer.Name), request.Syntax),
        LayerDenotation { Layer.Trainability: Trainability.BatchNorm } layer when policy == BatchNormPolicyOption.Frozen => BatchNorm(layer, request.Syntax),
        _ => null,
    };

    private static Diagnostic FrozenModel(ManifestModel model, string target, SyntaxNode syntax) =>
        Diagnostic.Create(Descriptors.FrozenModel, syntax.GetLocation(), model.Name, target, model.Why, model.Reason);

    private static Diagnostic BatchNorm(LayerDenotation target, SyntaxNode syntax) =>
        Diagnostic.Create(Descriptors.BatchNorm, syntax.GetLocation(), target.Layer.Name, target.Model.Name, target.Layer.Why, target.Layer.Reason);
}
