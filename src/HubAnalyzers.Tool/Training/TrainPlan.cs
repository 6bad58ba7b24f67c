using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>What a run will do, before it does: data, stages and what trains in each.</summary>
internal static class TrainPlan
{
    public static TextReport Of(TrainSession session, TextReport report)
    {
        var (model, options, data) = (session.Model, session.Options, session.Data);
        report.Fact("model", $"{model.Facts.Name} {model.Facts.Digest}");
        report.Fact("data", $"{data.Training.Count} images to train on, {data.Validation.Count} to measure on, {session.Names.Count} {HeadKind.Outputs(session.Kind)}: {string.Join(", ", session.Names)}");
        var estimate = new FineTuner(model, session.Head).Estimate(session.Training, data.Validation, options);
        foreach (var (stage, cost) in options.Stages.Zip(estimate.Stages))
        {
            report.Fact(stage.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"{stage.Epochs} epochs of {cost.Steps} steps at {stage.LearningRate}: {cost.TrainedParameters:N0} parameters, {Sizes.Of(cost.GradientBytes + cost.OptimizerBytes)} for gradients and optimizer, {Sizes.Of(cost.ActivationBytes)} of activations, {Sizes.Of(cost.PeakBytes)} in all at most"));
            foreach (var layer in stage.Layers)
            {
                report.Fact("", string.Create(CultureInfo.InvariantCulture, $"{layer.Name} ({layer.Facts.Parameters:N0})"));
            }
        }

        return report;
    }
}
