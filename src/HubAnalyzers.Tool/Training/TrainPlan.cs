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
        var ofHead = session.Head.Module.parameters().Sum(static p => p.numel());
        foreach (var stage in options.Stages)
        {
            var parameters = ofHead + stage.Layers.Sum(static l => l.Facts.Parameters);
            report.Fact(stage.Name, string.Create(CultureInfo.InvariantCulture, $"{stage.Epochs} epochs at {stage.LearningRate}: {parameters:N0} parameters, {Sizes.Of(BytesOf(options.Optimizer, parameters))} for gradients and optimizer"));
            foreach (var layer in stage.Layers)
            {
                report.Fact("", string.Create(CultureInfo.InvariantCulture, $"{layer.Name} ({layer.Facts.Parameters:N0})"));
            }
        }

        return report;
    }

    /// <summary>A gradient and, for each parameter, what the optimizer remembers: two numbers for Adam, one for momentum.</summary>
    private static long BytesOf(OptimizerOptions optimizer, long parameters) => parameters * sizeof(float) * (optimizer is SgdOptions ? 2 : 3);
}
