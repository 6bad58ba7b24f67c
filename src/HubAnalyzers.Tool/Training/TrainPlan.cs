using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>What a run will do, before it does: data, stages and what trains in each. Nothing is timed, for the run waits.</summary>
internal static class TrainPlan
{
    public static TextReport Of(TrainSession session, TextReport report)
    {
        var options = session.Options;
        Subject(session, report);
        var estimate = session.NewTuner().Estimate(session.Training, session.Data.Validation, options);
        foreach (var (stage, cost) in options.Stages.Zip(estimate.Stages))
        {
            report.Fact(stage.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"{Course(stage, cost)}: {cost.TrainedParameters:N0} parameters, {Sizes.Of(cost.GradientBytes + cost.OptimizerBytes)} for gradients and optimizer, {Sizes.Of(cost.ActivationBytes)} of activations, {cost.PeakInWords} in all"));
            Layers(stage, report);
        }

        return report;
    }

    /// <summary>What is trained, and on what.</summary>
    public static void Subject(TrainSession session, TextReport report)
    {
        var (facts, data) = (session.Model.Facts, session.Data);
        report.Fact("model", $"{facts.Name} {facts.Digest}");
        if (HeadPlace.Describe(session.Model) is { } place)
        {
            report.Fact("head on", place);
        }

        report.Fact("data", $"{data.Training.Count} images to train on, {data.Validation.Count} to measure on, {session.Names.Count} {HeadKind.Outputs(session.Kind)}: {string.Join(", ", session.Names)}");
    }

    /// <summary>How long a stage goes on, and at which rate.</summary>
    public static string Course(FineTuneStage stage, StageEstimate cost) => string.Create(
        CultureInfo.InvariantCulture, $"{stage.Epochs} {(stage.Epochs == 1 ? "epoch" : "epochs")} of {cost.Steps} {(cost.Steps == 1 ? "step" : "steps")} at {stage.LearningRate}");

    /// <summary>The layers of a stage, a line for each.</summary>
    public static void Layers(FineTuneStage stage, TextReport report)
    {
        foreach (var layer in stage.Layers)
        {
            report.Fact("", string.Create(CultureInfo.InvariantCulture, $"{layer.Name} ({layer.Facts.Parameters:N0})"));
        }
    }
}
