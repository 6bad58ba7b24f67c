using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>Why one model, layer or variable must not be asked to train: the compiler's twin of what the running program refuses.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Model">The model.</param>
/// <param name="Target">What the message calls it: for HUB0001 with its kind, else the layer's name.</param>
/// <param name="Why">The sentence.</param>
/// <param name="Reason">The reason code.</param>
internal sealed record Refusal(DiagnosticDescriptor Rule, ModelDenotation Model, string Target, string Why, string Reason);

/// <summary>Finds refusals.</summary>
internal static class Refusals
{
    /// <summary>The refusal of a target; null where it may be asked, or where nothing is known of it.</summary>
    public static Refusal? Of(Denotation target, BatchNormPolicyOption policy)
    {
        var model = ModelOf(target);
        if (model.Model.Verdict == TrainabilityVerdict.None)
        {
            return new Refusal(Descriptors.FrozenModel, model, target switch
            {
                LayerDenotation layer => Phrases.Layer(layer.Layer.Name),
                VariableDenotation variable => Phrases.Variable(variable.Variable.Name),
                _ => Phrases.Model,
            }, model.Model.Why, model.Model.Reason);
        }

        policy = PolicyOf(model, policy);
        return target switch
        {
            LayerDenotation { Layer: { Trainability: Trainability.BatchNorm } layer } when policy == BatchNormPolicyOption.Frozen =>
                new Refusal(Descriptors.BatchNorm, model, layer.Name, layer.Why, layer.Reason),
            LayerDenotation { Layer: { Trainability: Trainability.Frozen } layer } => new Refusal(Descriptors.FrozenLayer, model, layer.Name, layer.Why, layer.Reason),
            VariableDenotation variable => OfVariable(model, variable.Variable, policy),
            _ => null,
        };
    }

    /// <summary>What the load says of batch normalization goes before the file's option; where it says what is not known, everything may be allowed.</summary>
    private static BatchNormPolicyOption PolicyOf(ModelDenotation model, BatchNormPolicyOption option) => model.BatchNormPolicy switch
    {
        null => option,
        ConstantDenotation { Value: int value } => (BatchNormPolicyOption)value,
        _ => BatchNormPolicyOption.Any,
    };

    public static ModelDenotation ModelOf(Denotation target) => target switch
    {
        LayerDenotation layer => layer.Of,
        VariableDenotation variable => variable.Of,
        _ => (ModelDenotation)target,
    };

    public static ManifestLayer? LayerOf(Denotation target) => target switch
    {
        LayerDenotation layer => layer.Layer,
        VariableDenotation { Variable.Layer: { } layer } variable => ManifestNames.Of(variable.Of.Model).Layer(layer),
        _ => null,
    };

    private static Refusal? OfVariable(ModelDenotation model, ManifestVariable variable, BatchNormPolicyOption policy)
    {
        var why = ReasonCodes.Sentence(variable.Reason);
        return variable.Trainability switch
        {
            Trainability.BatchNorm when policy == BatchNormPolicyOption.Frozen => new Refusal(Descriptors.BatchNorm, model, variable.Layer ?? variable.Name, why, variable.Reason),
            Trainability.Frozen when IsNoWeight(variable) => new Refusal(Descriptors.NotAWeight, model, variable.Name, why, variable.Reason),
            Trainability.Frozen => new Refusal(Descriptors.FrozenLayer, model, variable.Layer ?? variable.Name, why, variable.Reason),
            _ => null,
        };
    }

    private static bool IsNoWeight(ManifestVariable variable) =>
        variable.Reason is ReasonCodes.NotAWeight or ReasonCodes.BatchNormStatistics ||
        variable.Role is VariableRole.MovingMean or VariableRole.MovingVariance or VariableRole.OptimizerSlot or VariableRole.Counter;
}
