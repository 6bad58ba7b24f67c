using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Measures a run on images with known classes.</summary>
internal static class EvaluateRun
{
    /// <summary>More columns of numbers than this are no table that a person reads.</summary>
    private const int MostColumns = 20;
    private const int ShownMistakes = 5;

    public static int Run(string folder, string data, string format, ToolConsole console) => Guard.Run(() =>
    {
        using var model = FineTunedModel.Open(folder);
        var examples = ImageSets.Open(data, model.Preprocessing);
        ImageSets.RequireSameClasses(model.Labels, ImageSets.ClassesOf(examples, data).Names, data);
        var evaluation = model.Evaluate(examples);
        if (format == "json")
        {
            console.Output.Write(Json(evaluation));
        }
        else
        {
            Table(evaluation, TextReport.For(console)).WriteTo(console);
        }

        return ExitCodes.Done;
    });

    private static TextReport Table(ClassEvaluation evaluation, TextReport report)
    {
        var classes = evaluation.Classes;
        var columns = classes.Count <= MostColumns ? classes.Count : 0;
        report.Fact("accuracy", $"{Percent(evaluation.Accuracy)} of {Number(evaluation.Count)} images");
        report.Fact("mean F1", Percent(evaluation.Macro.F1));
        report.Line("");
        report.Table(
            [("Class", false), ("Images", true), ("Found", true), ("Right", true), ("F1", true), .. Enumerable.Range(1, columns).Select(static i => (Number(i), true))],
            classes.Select((score, i) => (IReadOnlyList<Piece>)
            [
                $"{i + 1} {score.Name}",
                Number(score.Count),
                Percent(score.Recall),
                Percent(score.Precision),
                Percent(score.F1),
                .. Enumerable.Range(0, columns).Select(p => (Piece)Number(evaluation.Confusion[i, p])),
            ]));
        report.Line("");
        report.Paragraph("", "Found: the share of a class's images that were taken for it. Right: the share of what was taken for a class that is of it. F1: their harmonic mean."
            + (columns > 0 ? " The numbered columns: what the images were taken for." : ""));
        Mistakes(evaluation, report);
        return report;
    }

    private static void Mistakes(ClassEvaluation evaluation, TextReport report)
    {
        if (evaluation.WorstMistakes.Count > 0)
        {
            report.Line("");
            report.Table(
                [("Worst mistakes", false), ("Is", false), ("Taken for", false), ("Sure", true)],
                evaluation.WorstMistakes.Take(ShownMistakes).Select(static m => (IReadOnlyList<Piece>)[m.Name, m.Expected, m.Predicted, Percent(m.Size)]));
        }
    }

    private static string Json(ClassEvaluation evaluation) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("accuracy", evaluation.Accuracy);
        json.WriteNumber("images", evaluation.Count);
        json.WriteNumber("loss", evaluation.Metrics[HeadMetric.Loss]);
        json.WriteStartObject("macro");
        Share("precision", evaluation.Macro.Precision);
        Share("recall", evaluation.Macro.Recall);
        Share("f1", evaluation.Macro.F1);
        json.WriteEndObject();
        json.WriteStartArray("classes");
        for (var i = 0; i < evaluation.Classes.Count; i++)
        {
            var score = evaluation.Classes[i];
            json.WriteStartObject();
            json.WriteString("class", score.Name);
            json.WriteNumber("images", score.Count);
            Share("recall", score.Recall);
            Share("precision", score.Precision);
            Share("f1", score.F1);
            json.WriteStartArray("takenFor");
            for (var p = 0; p < evaluation.Classes.Count; p++)
            {
                json.WriteNumberValue(evaluation.Confusion[i, p]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("worstMistakes");
        foreach (var mistake in evaluation.WorstMistakes)
        {
            json.WriteStartObject();
            json.WriteString("image", mistake.Name);
            json.WriteString("is", mistake.Expected);
            json.WriteString("takenFor", mistake.Predicted);
            json.WriteNumber("confidence", mistake.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Share(string key, double value)
        {
            if (double.IsNaN(value))
            {
                json.WriteNull(key);
            }
            else
            {
                json.WriteNumber(key, value);
            }
        }
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => double.IsNaN(share) ? "none" : share.ToString("P1", CultureInfo.InvariantCulture);
}
