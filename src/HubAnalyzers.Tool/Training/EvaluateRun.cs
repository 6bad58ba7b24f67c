using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Measures a run on images with known classes.</summary>
internal static class EvaluateRun
{
    public static int Run(string folder, string data, string format, ToolConsole console) => Guard.Run(() =>
    {
        using var model = FineTunedModel.Open(folder);
        var examples = ImageSets.Open(data, model.Preprocessing);
        var targets = ImageSets.ClassesOf(examples, data);
        ImageSets.RequireSameClasses(model.Labels, targets.Names, data);
        var counts = new int[model.Labels.Count, model.Labels.Count];
        foreach (var (shares, i) in model.Predict(examples).Select(static (s, i) => (s, i)))
        {
            counts[targets.Labels[i], Array.IndexOf(shares, shares.Max())]++;
        }

        if (format == "json")
        {
            console.Output.Write(Json(model.Labels, counts));
        }
        else
        {
            Table(model.Labels, counts, TextReport.For(console)).WriteTo(console);
        }

        return ExitCodes.Done;
    });

    private static TextReport Table(IReadOnlyList<string> labels, int[,] counts, TextReport report)
    {
        report.Fact("accuracy", Percent(Accuracy(labels, counts)));
        report.Line("");
        report.Table(
            [("Class", false), ("Images", true), ("Found", true), ("Right", true), .. labels.Select(static (_, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), true))],
            labels.Select((label, i) => (IReadOnlyList<Piece>)
            [
                $"{i + 1} {label}",
                Number(Row(labels, counts, i)),
                Percent(Recall(labels, counts, i)),
                Percent(Precision(labels, counts, i)),
                .. labels.Select((_, p) => (Piece)Number(counts[i, p])),
            ]));
        report.Line("");
        report.Paragraph("", "Found: the share of a class's images that were taken for it. Right: the share of what was taken for a class that is of it. The numbered columns: what the images were taken for.");
        return report;
    }

    private static string Json(IReadOnlyList<string> labels, int[,] counts) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("accuracy", Accuracy(labels, counts));
        json.WriteStartArray("classes");
        for (var i = 0; i < labels.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("class", labels[i]);
            json.WriteNumber("images", Row(labels, counts, i));
            Share("recall", Recall(labels, counts, i));
            Share("precision", Precision(labels, counts, i));
            json.WriteStartArray("takenFor");
            for (var p = 0; p < labels.Count; p++)
            {
                json.WriteNumberValue(counts[i, p]);
            }

            json.WriteEndArray();
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

    private static double Accuracy(IReadOnlyList<string> labels, int[,] counts) =>
        (double)labels.Select((_, i) => counts[i, i]).Sum() / labels.Select((_, i) => Row(labels, counts, i)).Sum();

    private static int Row(IReadOnlyList<string> labels, int[,] counts, int i) => labels.Select((_, p) => counts[i, p]).Sum();

    private static double Recall(IReadOnlyList<string> labels, int[,] counts, int i) => (double)counts[i, i] / Row(labels, counts, i);

    private static double Precision(IReadOnlyList<string> labels, int[,] counts, int i) => (double)counts[i, i] / labels.Select((_, t) => counts[t, i]).Sum();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => double.IsNaN(share) ? "none" : share.ToString("P1", CultureInfo.InvariantCulture);
}
