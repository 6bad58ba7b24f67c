using System;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Measures a run on images of which the answers are known.</summary>
internal static class EvaluateRun
{
    /// <param name="open">Loads the model.</param>
    /// <param name="folder">The run that it is of; null for one that was exported.</param>
    /// <param name="data">The images.</param>
    /// <param name="part">Which of them, in the words of <see cref="EvaluateParts"/>.</param>
    /// <param name="format">table or json.</param>
    /// <param name="console">Where to write.</param>
    public static int Run(Func<FineTunedModel> open, string? folder, string data, string part, string format, ToolConsole console) => Guard.Run(() =>
    {
        using var model = open();
        Examples examples = ImageSets.With(ImageSets.Open(data, model.Preprocessing, leastClasses: 1), model.Kind, model.Names, data);
        var parts = folder is null ? null : PartsOf(folder, examples);
        if (part != EvaluateParts.All)
        {
            examples = parts?.Of(part) ?? throw new DataFormatException(data, "the run was not trained on these images", "give what the run had with --data, or leave out --part");
        }

        var (table, json) = ReportsOf(model.Evaluate(examples));
        if (format == "json")
        {
            console.Output.Write(JsonAnswer.Of(json));
        }
        else
        {
            var report = TextReport.For(console);
            if (part == EvaluateParts.All && parts is not null)
            {
                report.Fact("note", Learnt(parts), Tone.Caution);
            }

            table(report);
            report.WriteTo(console);
        }

        return ExitCodes.Done;
    });

    private static PartsOfRun? PartsOf(string folder, Examples examples)
    {
        var run = new RunFolder(folder);
        var receipt = run.ReadReceipt();
        return PartsOfRun.Find(receipt, RequestJson.Of(receipt.Request!.Value, run.Receipt), examples);
    }

    private static string Learnt(PartsOfRun parts) => parts.Others is null
        ? "the run was trained on all of these images, so that this says little of others"
        : $"the run was trained on {ScoreText.Number(parts.Training.Count)} of these images; --part validation measures on the {ScoreText.Number(parts.Others.Count)} others";

    private static (Action<TextReport> Table, Action<Utf8JsonWriter> Json) ReportsOf(Evaluation evaluation) => evaluation switch
    {
        ClassEvaluation classes => (report => ClassReport.Write(classes, report), json => ClassReport.Write(classes, json)),
        LabelEvaluation labels => (report => LabelReport.Write(labels, report), json => LabelReport.Write(labels, json)),
        var values => (report => ValueReport.Write((ValueEvaluation)values, report), json => ValueReport.Write((ValueEvaluation)values, json)),
    };
}
