using System;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>The answer for a TensorFlow 2 model as a whole, first reason wins.</summary>
internal sealed record ModelVerdict(TrainabilityVerdict Verdict, string Reason, HubEvidence Evidence)
{
    public static ModelVerdict Of(ObjectGraph graph, TrainingTrace training, FunctionProgram program, ModelParts parts)
    {
        if (!training.HasCall)
        {
            return None(ReasonCodes.SignatureOnly, CallablePart(graph));
        }

        var list = graph.Child(0, "trainable_variables");
        if (!training.HasList)
        {
            return parts.Layers.Count == 0 && WeightlessGraph.Find(program, training) is { } weightless
                ? None(weightless.Reason, weightless.Evidence)
                : None(ReasonCodes.NoTrainableVariables, Inspection.Evidence.ObjectNode(list ?? 0));
        }

        var weighty = parts.Layers.Where(static l => l.Kind != LayerKind.BatchNorm).ToList();
        if (weighty.Count > 0 && weighty.All(static l => l.Trainability == Trainability.Trainable))
        {
            return new ModelVerdict(TrainabilityVerdict.Full, ReasonCodes.Trainable, Inspection.Evidence.ObjectNode(list ?? 0));
        }

        // The most frequent reason speaks for the frozen part.
        var most = parts.Layers.Where(static l => l.Trainability is Trainability.Frozen or Trainability.Unknown)
            .GroupBy(static l => l.Reason).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        var reason = most?.Key ?? ReasonCodes.NoTrainableVariables;
        var evidence = most?.First().Evidence ?? Inspection.Evidence.ObjectNode(list ?? 0);
        if (parts.Layers.Any(static l => l.Trainability is Trainability.Trainable or Trainability.BatchNorm))
        {
            return new ModelVerdict(TrainabilityVerdict.Partial, most is null ? ReasonCodes.BatchNormAffine : reason, evidence);
        }

        return new ModelVerdict(most?.First().Trainability == Trainability.Unknown ? TrainabilityVerdict.Unknown : TrainabilityVerdict.None, reason, evidence);
    }

    private static ModelVerdict None(string reason, HubEvidence evidence) => new(TrainabilityVerdict.None, reason, evidence);

    /// <summary>A part one level down that can be called, where there is one: a program may load that instead.</summary>
    private static HubEvidence CallablePart(ObjectGraph graph)
    {
        var parts = graph.Message.Nodes[0].Children.Select(static c => c.NodeId).Distinct();
        return Inspection.Evidence.ObjectNode(parts.FirstOrDefault(id => graph.Child(id, "__call__") is not null));
    }
}
