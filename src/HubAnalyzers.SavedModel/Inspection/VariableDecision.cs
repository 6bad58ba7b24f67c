using System.Collections.Generic;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Decides whether one variable can train, first reason wins. The flag in the file comes after the list: it stays true on frozen layers.</summary>
internal sealed class VariableDecision(ISet<int> listed, ISet<int> captured, bool listExists)
{
    /// <summary>The answer and its reason code.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="isBatchNorm">Whether it belongs to a batch normalization.</param>
    public (Trainability Trainability, string Reason) Of(VariableNode variable, VariableRole role, bool isBatchNorm)
    {
        if (role is VariableRole.OptimizerSlot or VariableRole.Counter || !DTypes.IsFloating(variable.Message.Dtype))
        {
            return (Trainability.Frozen, ReasonCodes.NotAWeight);
        }

        if (role is VariableRole.MovingMean or VariableRole.MovingVariance)
        {
            return (Trainability.Frozen, ReasonCodes.BatchNormStatistics);
        }

        if (!listExists)
        {
            return (Trainability.Frozen, ReasonCodes.NoTrainableVariables);
        }

        if (!listed.Contains(variable.NodeId))
        {
            return (Trainability.Frozen, variable.Message.Trainable ? ReasonCodes.WithheldByPublisher : ReasonCodes.FlaggedNotTrainable);
        }

        if (!variable.Message.Trainable)
        {
            return (Trainability.Frozen, ReasonCodes.FlaggedNotTrainable);
        }

        if (!captured.Contains(variable.NodeId))
        {
            return (Trainability.Frozen, ReasonCodes.UnusedInCall);
        }

        return isBatchNorm ? (Trainability.BatchNorm, ReasonCodes.BatchNormAffine) : (Trainability.Trainable, ReasonCodes.Trainable);
    }
}
