using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>What a run brought, when it is over.</summary>
internal static class TrainReport
{
    public static TextReport Of(string folder, TrainSession session, FineTuneResult result, TextReport report)
    {
        var metric = session.Head.Metrics[0];
        report.Fact("before", MetricText.Named(metric, result.MetricsBefore) + " on the validation images, as all below");
        foreach (var stage in result.History.GroupBy(static e => e.Stage))
        {
            var note = result.StoppedEarly.Contains(stage.Key) ? ", stopped early" : "";
            report.Fact(stage.Key, $"{MetricText.Named(metric, stage.Last().Metrics)}, loss {MetricText.Of(HeadMetric.Loss, stage.Last().Metrics[HeadMetric.Loss])} after {stage.Count()} {(stage.Count() == 1 ? "epoch" : "epochs")}{note}");
        }

        if (session.Options.RestoreBestWeights)
        {
            report.Fact("best", MetricText.Named(metric, result.MetricsAfter) + ", kept");
        }

        var proof = result.ProofOfFreeze;
        report.Fact("weights", $"{proof.Changed.Count} variables changed, {proof.Unchanged.Count} unchanged to the byte");
        foreach (var warning in result.Warnings)
        {
            report.Fact("note", warning, Tone.Caution);
        }

        report.Fact("folder", folder);
        report.Fact("look at", System.IO.Path.Combine(folder, "report.html"));
        return report;
    }
}
