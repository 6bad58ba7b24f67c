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
    /// <param name="open">Loads the model.</param>
    /// <param name="images">The files.</param>
    /// <param name="format">table, json or csv.</param>
    /// <param name="console">Where to write.</param>
    public static int Run(Func<FineTunedModel> open, string[] images, string format, ToolConsole console) => Guard.Run(() =>
    {
        using var model = open();
        var targets = new ClassTargets(new int[images.Length], model.Names);
        var examples = new ImageExamples(Directory.GetCurrentDirectory(), images, targets, model.Preprocessing, new ImageLimits());
        var answers = Predict(model, examples);
        switch (format)
        {
            case "csv":
                console.Output.Write(Csv(images, answers, model));
                break;
            case "json":
                console.Output.Write(Json(images, answers, model));
                break;
            default:
                Table(images, answers, model, TextReport.For(console)).WriteTo(console);
                break;
        }

        return ExitCodes.Done;
    });

    private static float[][] Predict(FineTunedModel model, Examples images)
    {
        try
        {
            return model.Predict(images);
        }
        catch (BrokenExampleException e)
        {
            throw new DataFormatException(e.File, e.Problem, "repair it, or leave it out");
        }
    }

    private static TextReport Table(string[] images, float[][] answers, FineTunedModel model, TextReport report)
    {
        switch (model.Kind)
        {
            case HeadKind.Classification:
                report.Table(
                    [("Image", false), ("Class", false), ("Probability", true)],
                    answers.Select((a, i) => new Piece[] { images[i], model.Names[Answer.Best(a)], ScoreText.Percent(a[Answer.Best(a)]) }));
                break;
            case HeadKind.MultiLabel:
                report.Table(
                    [("Image", false), ("Labels", false)],
                    answers.Select((a, i) => new Piece[]
                    {
                        images[i],
                        string.Join(", ", model.Names.Select((name, n) => (name, Share: a[n])).Where(static p => Answer.Has(p.Share)).OrderByDescending(static p => p.Share).Select(static p => $"{p.name} {ScoreText.Percent(p.Share)}").DefaultIfEmpty("none")),
                    }));
                break;
            default:
                report.Table(
                    [("Image", false), .. model.Names.Select(static n => (n, true))],
                    answers.Select((a, i) => a.Select(static v => (Piece)v.ToString("G5", CultureInfo.InvariantCulture)).Prepend(images[i]).ToArray()));
                break;
        }

        return report;
    }

    private static string Csv(string[] images, float[][] answers, FineTunedModel model)
    {
        string[] said = model.Kind switch
        {
            HeadKind.Classification => ["class"],
            HeadKind.MultiLabel => ["labels"],
            _ => [],
        };
        return CsvText.Line([.. said.Prepend("image"), .. model.Names]) + string.Concat(answers.Select((a, i) => CsvText.Line(
        [
            images[i],
            .. said.Select(_ => string.Join(';', Answer.Said(model.Kind, a, model.Names))),
            .. a.Select(static v => v.ToString("R", CultureInfo.InvariantCulture)),
        ])));
    }

    private static string Json(string[] images, float[][] answers, FineTunedModel model) => JsonAnswer.Of(json =>
    {
        json.WriteStartArray();
        for (var i = 0; i < images.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("image", images[i]);
            var said = Answer.Said(model.Kind, answers[i], model.Names);
            if (model.Kind == HeadKind.Classification)
            {
                json.WriteString("class", said[0]);
            }
            else if (model.Kind == HeadKind.MultiLabel)
            {
                json.WriteStartArray("labels");
                foreach (var label in said)
                {
                    json.WriteStringValue(label);
                }

                json.WriteEndArray();
            }

            json.WriteStartObject(model.Kind == HeadKind.Regression ? "values" : "probabilities");
            for (var n = 0; n < model.Names.Count; n++)
            {
                json.WriteNumber(model.Names[n], answers[i][n]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
