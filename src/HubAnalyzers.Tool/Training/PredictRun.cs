using System;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Says what image files show.</summary>
internal static class PredictRun
{
    public static int Run(string folder, string[] images, string format, ToolConsole console) => Guard.Run(() =>
    {
        using var model = FineTunedModel.Open(folder);
        var targets = new ClassTargets(new int[images.Length], model.Labels);
        var examples = new ImageExamples(Directory.GetCurrentDirectory(), images, targets, model.Preprocessing, new ImageLimits());
        var answers = model.Predict(examples);
        if (format == "table")
        {
            var report = TextReport.For(console);
            report.Table([("Image", false), ("Class", false), ("Probability", true)], answers.Select((shares, i) => new Piece[] { images[i], model.Labels[Best(shares)], Percent(shares[Best(shares)]) }));
            report.WriteTo(console);
        }
        else
        {
            console.Output.Write(format == "csv" ? Csv(images, answers, model) : Json(images, answers, model));
        }

        return ExitCodes.Done;
    });

    private static int Best(float[] shares) => Array.IndexOf(shares, shares.Max());

    private static string Percent(float share) => share.ToString("P1", CultureInfo.InvariantCulture);

    private static string Csv(string[] images, float[][] answers, FineTunedModel model) =>
        string.Join(',', model.Labels.Select(Cell).Prepend("class").Prepend("image")) + "\n"
        + string.Concat(answers.Select((shares, i) =>
            $"{Cell(images[i])},{Cell(model.Labels[Best(shares)])},{string.Join(',', shares.Select(static s => s.ToString("R", CultureInfo.InvariantCulture)))}\n"));

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Json(string[] images, float[][] answers, FineTunedModel model) => JsonAnswer.Of(json =>
    {
        json.WriteStartArray();
        for (var i = 0; i < images.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("image", images[i]);
            json.WriteString("class", model.Labels[Best(answers[i])]);
            json.WriteStartObject("probabilities");
            for (var c = 0; c < model.Labels.Count; c++)
            {
                json.WriteNumber(model.Labels[c], answers[i][c]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
