using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>How well labels are found: over all of them together, and each.</summary>
internal static class LabelReport
{
    public static void Write(LabelEvaluation evaluation, TextReport report)
    {
        report.Fact("micro F1", $"{ScoreText.Percent(evaluation.Metrics[HeadMetric.MicroF1])} over {ScoreText.Number(evaluation.Count)} images");
        report.Fact("mean F1", ScoreText.Percent(evaluation.Macro.F1));
        report.Line("");
        report.Table([("Label", false), .. ScoreText.Columns], evaluation.Labels.Select(static score => (Piece[])[score.Name, .. ScoreText.Of(score)]));
        report.Line("");
        report.Paragraph("", "Found: the share of the images with a label of which it was said. Right: the share of the images of which a label was said that have it. F1: their harmonic mean.");
        MistakeReport.Write(evaluation, ("Is", "Said", "Sure"), static m => ScoreText.Percent(m.Size), report);
    }

    public static void Write(LabelEvaluation evaluation, Utf8JsonWriter json)
    {
        json.WriteNumber(HeadMetric.MicroF1, evaluation.Metrics[HeadMetric.MicroF1]);
        json.WriteNumber("images", evaluation.Count);
        json.WriteNumber("loss", evaluation.Metrics[HeadMetric.Loss]);
        ScoreText.Write(json, "macro", evaluation.Macro);
        json.WriteStartArray("labels");
        foreach (var score in evaluation.Labels)
        {
            json.WriteStartObject();
            ScoreText.Write(json, "label", score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        MistakeReport.Write(evaluation, "said", "confidence", json);
    }
}
