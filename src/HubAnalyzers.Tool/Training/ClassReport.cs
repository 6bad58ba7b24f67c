using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>How well classes are told apart: each class, and what was taken for what.</summary>
internal static class ClassReport
{
    /// <summary>More columns of numbers than this are no table that a person reads.</summary>
    private const int MostColumns = 20;

    public static void Write(ClassEvaluation evaluation, TextReport report)
    {
        var classes = evaluation.Classes;
        var columns = classes.Count <= MostColumns ? classes.Count : 0;
        report.Fact("accuracy", $"{ScoreText.Percent(evaluation.Accuracy)} of {ScoreText.Number(evaluation.Count)} images");
        report.Fact("mean F1", ScoreText.Percent(evaluation.Macro.F1));
        report.Line("");
        report.Table(
            [("Class", false), .. ScoreText.Columns, .. Enumerable.Range(1, columns).Select(static i => (ScoreText.Number(i), true))],
            classes.Select((score, i) => (IReadOnlyList<Piece>)
            [
                $"{i + 1} {score.Name}",
                .. ScoreText.Of(score),
                .. Enumerable.Range(0, columns).Select(p => (Piece)ScoreText.Number(evaluation.Confusion[i, p])),
            ]));
        report.Line("");
        report.Paragraph("", "Found: the share of a class's images that were taken for it. Right: the share of what was taken for a class that is of it. F1: their harmonic mean."
            + (columns > 0 ? " The numbered columns: what the images were taken for." : ""));
        MistakeReport.Write(evaluation, ("Is", "Taken for", "Sure"), static m => ScoreText.Percent(m.Size), report);
    }

    public static void Write(ClassEvaluation evaluation, Utf8JsonWriter json)
    {
        json.WriteNumber("accuracy", evaluation.Accuracy);
        json.WriteNumber("images", evaluation.Count);
        json.WriteNumber("loss", evaluation.Metrics[HeadMetric.Loss]);
        ScoreText.Write(json, "macro", evaluation.Macro);
        json.WriteStartArray("classes");
        for (var i = 0; i < evaluation.Classes.Count; i++)
        {
            json.WriteStartObject();
            ScoreText.Write(json, "class", evaluation.Classes[i]);
            json.WriteStartArray("takenFor");
            for (var p = 0; p < evaluation.Classes.Count; p++)
            {
                json.WriteNumberValue(evaluation.Confusion[i, p]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        MistakeReport.Write(evaluation, "takenFor", "confidence", json);
    }
}
