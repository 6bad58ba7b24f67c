using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>How far off numbers are. The root of the mean square counts what is far off more; R² is the share of the differences that is explained.</summary>
internal static class ValueReport
{
    public static void Write(ValueEvaluation evaluation, TextReport report)
    {
        report.Fact("error", $"{Text(evaluation.Metrics[HeadMetric.MeanAbsoluteError])} in the mean over all values of {ScoreText.Number(evaluation.Count)} images");
        report.Line("");
        report.Table(
            [("Value", false), ("Mean error", true), ("Root of mean square", true), ("R²", true)],
            evaluation.Values.Select(static v => (Piece[])[v.Name, Text(v.MeanAbsoluteError), Text(v.RootMeanSquareError), double.IsNaN(v.RSquared) ? "none" : Text(v.RSquared)]));
        MistakeReport.Write(evaluation, ("Is", "Said", "Off by"), static m => Text(m.Size), report);
    }

    /// <param name="evaluation">How far off they are.</param>
    /// <param name="hasScale">Whether the loss is in deviations of what was learnt from, as during the run; else it would be no run's number, and is left out.</param>
    /// <param name="json">Where to write.</param>
    public static void Write(ValueEvaluation evaluation, bool hasScale, Utf8JsonWriter json)
    {
        json.WriteNumber(HeadMetric.MeanAbsoluteError, evaluation.Metrics[HeadMetric.MeanAbsoluteError]);
        json.WriteNumber("images", evaluation.Count);
        if (hasScale)
        {
            json.WriteNumber("loss", evaluation.Metrics[HeadMetric.Loss]);
        }

        json.WriteStartArray("values");
        foreach (var score in evaluation.Values)
        {
            json.WriteStartObject();
            json.WriteString("value", score.Name);
            json.WriteNumber("mae", score.MeanAbsoluteError);
            json.WriteNumber("rmse", score.RootMeanSquareError);
            JsonAnswer.Number(json, "r2", score.RSquared);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        MistakeReport.Write(evaluation, "said", "error", json);
    }

    private static string Text(double value) => MetricText.Of(HeadMetric.MeanAbsoluteError, value);
}
