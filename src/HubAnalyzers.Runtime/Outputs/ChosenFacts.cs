using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Inspection;

namespace HubAnalyzers.Runtime.Outputs;

/// <summary>
/// The facts of a model with a chosen output: what can train, and at what cost, is of the call as it is now; what layers and variables
/// are (and so the types that were generated for them) stays what the whole model says, though the call may no longer show it.
/// </summary>
internal static class ChosenFacts
{
    /// <param name="whole">The facts of the model's bytes.</param>
    /// <param name="cut">The facts of the model with the other call.</param>
    /// <param name="kind">What that call gives: it was chosen, so it is not guessed.</param>
    public static HubModelInfo Of(HubModelInfo whole, HubModelInfo cut, OutputKind kind)
    {
        var answers = cut.Variables.ToDictionary(static v => v.Name, StringComparer.Ordinal);
        var costs = cut.Layers.ToDictionary(static l => l.Name, StringComparer.Ordinal);
        List<HubVariableInfo> variables = [.. whole.Variables.Select(v => With(v, answers.GetValueOrDefault(v.Name)))];
        var byName = variables.ToDictionary(static v => v.Name, StringComparer.Ordinal);
        var layers = whole.Layers.Select(l =>
        {
            var cost = costs.GetValueOrDefault(l.Name);
            return LayerFacts.Describe(l.Name, l.Accessor, l.Kind, [.. l.Variables.Select(v => byName[v])], cost?.Stage, cost?.Flops, cost?.Activations);
        });
        return new HubModelInfo(
            whole.Handle,
            whole.Name,
            whole.Publisher,
            whole.Version,
            whole.Format,
            whole.TensorFlowVersion,
            whole.Digest,
            whole.Files,
            With(cut.Interface, kind),
            cut.Verdict,
            cut.Reason,
            cut.Why,
            whole.PublisherFlag,
            variables.Where(static v => v.Trainability == Trainability.Trainable).Sum(static v => v.Parameters),
            whole.TotalParameters,
            [.. layers],
            variables,
            whole.Page,
            cut.Evidence,
            cut.Engine,
            cut.TensorFlowNet,
            whole.Aliases);
    }

    /// <summary>What a variable is by its nature, it is in any call.</summary>
    private static HubVariableInfo With(HubVariableInfo variable, HubVariableInfo? answer) =>
        answer is null || variable.Reason is ReasonCodes.NotAWeight or ReasonCodes.Quantised or ReasonCodes.BatchNormStatistics
            ? variable
            : new HubVariableInfo(
                variable.Name, variable.CheckpointKey, variable.Layer, variable.Role, variable.DType, variable.Shape, answer.Trainability, answer.Reason, answer.Evidence, answer.Notions);

    private static HubInterfaceInfo With(HubInterfaceInfo cut, OutputKind kind) => new(
        cut.Inputs,
        [.. cut.Outputs.Select(o => new HubTensorInfo(o.Name, o.DType, o.Shape, kind, o.Range))],
        cut.TrainingArgument,
        cut.Traces,
        cut.HasRegularizationLosses,
        cut.Signatures);
}
