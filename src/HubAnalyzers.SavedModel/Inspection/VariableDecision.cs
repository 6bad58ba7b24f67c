using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>
/// Decides whether one variable can train, first reason wins: what it is, then the model as a whole, the publisher's list, the flag, the
/// trace, the gradient. The flag comes after the list: it stays true on frozen layers.
/// </summary>
internal sealed class VariableDecision(ObjectGraph graph, TrainingTrace trace)
{
    /// <summary>The answer.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="isBatchNorm">Whether it belongs to a batch normalization.</param>
    public Decision Of(VariableNode variable, VariableRole role, bool isBatchNorm)
    {
        var here = Evidence.ObjectNode(variable.NodeId);
        if (Nature(variable.Message, role) is { } nature)
        {
            return Frozen(nature, here);
        }

        if (!trace.HasCall)
        {
            return Frozen(ReasonCodes.SignatureOnly, Evidence.ObjectNode(0));
        }

        if (!trace.HasList)
        {
            return Frozen(ReasonCodes.NoTrainableVariables, Evidence.ObjectNode(graph.Child(0, "trainable_variables") ?? 0));
        }

        if (!trace.Lists(variable.NodeId))
        {
            return Frozen(variable.Message.Trainable ? ReasonCodes.WithheldByPublisher : ReasonCodes.FlaggedNotTrainable, here);
        }

        if (!variable.Message.Trainable)
        {
            return Frozen(ReasonCodes.FlaggedNotTrainable, here);
        }

        if (!trace.Captures(variable.NodeId))
        {
            return Frozen(ReasonCodes.UnusedInCall, here);
        }

        if (trace.IsForInferenceOnly)
        {
            return Frozen(ReasonCodes.InferenceOnlyTrace, Evidence.Function(trace.FunctionName));
        }

        // A graph that lacks the call's function says nothing.
        if (trace.Call is null)
        {
            return new(Trainability.Unknown, ReasonCodes.NotInspected, Evidence.Function(trace.FunctionName));
        }

        if (trace.BlockOf(variable.NodeId) is { } block)
        {
            return Frozen(block.Reason, Evidence.GraphNode(block.Place, block.Op));
        }

        if (!trace.Reaches(variable.NodeId))
        {
            return Frozen(ReasonCodes.NoPathToOutput, Evidence.Function(trace.FunctionName));
        }

        return isBatchNorm ? new(Trainability.BatchNorm, ReasonCodes.BatchNormAffine, here) : new(Trainability.Trainable, ReasonCodes.Trainable, here);
    }

    /// <summary>Why a variable is no weight whatever the model does with it; null for a weight.</summary>
    public static string? Nature(SavedVariable variable, VariableRole role) => Nature(variable.Dtype, variable.Shape?.Dim.Count ?? 0, role);

    /// <summary>As above, by type and rank.</summary>
    public static string? Nature(DataType type, int rank, VariableRole role)
    {
        if (role is VariableRole.OptimizerSlot or VariableRole.Counter)
        {
            return ReasonCodes.NotAWeight;
        }

        if (!DTypes.IsFloating(type))
        {
            return rank > 1 && DTypes.IsQuantised(type) ? ReasonCodes.Quantised : ReasonCodes.NotAWeight;
        }

        return role is VariableRole.MovingMean or VariableRole.MovingVariance ? ReasonCodes.BatchNormStatistics : null;
    }

    private static Decision Frozen(string reason, HubEvidence evidence) => new(Trainability.Frozen, reason, evidence);
}
