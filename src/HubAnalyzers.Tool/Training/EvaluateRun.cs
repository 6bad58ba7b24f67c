using System;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Measures a run on images of which the answers are known.</summary>
internal static class EvaluateRun
{
    public static int Run(string folder, string data, string device, string format, ToolConsole console) => Guard.Run(() =>
    {
        using var model = FineTunedModel.OfRun(folder, device);
        var examples = ImageSets.Open(data, model.Preprocessing);
        var found = HeadKind.Of(examples.Targets);
        if (found != model.Kind)
        {
            throw new DataFormatException(data, $"it is for {found}, the run learnt {model.Kind}", $"give images with {HeadKind.Outputs(model.Kind)}");
        }

        ImageSets.RequireSame(model.Kind, model.Names, examples.Targets.Names, data);
        var (table, json) = ReportsOf(model.Evaluate(examples));
        if (format == "json")
        {
            console.Output.Write(JsonAnswer.Of(json));
        }
        else
        {
            var report = TextReport.For(console);
            table(report);
            report.WriteTo(console);
        }

        return ExitCodes.Done;
    });

    private static (Action<TextReport> Table, Action<Utf8JsonWriter> Json) ReportsOf(Evaluation evaluation) => evaluation switch
    {
        ClassEvaluation classes => (report => ClassReport.Write(classes, report), json => ClassReport.Write(classes, json)),
        LabelEvaluation labels => (report => LabelReport.Write(labels, report), json => LabelReport.Write(labels, json)),
        var values => (report => ValueReport.Write((ValueEvaluation)values, report), json => ValueReport.Write((ValueEvaluation)values, json)),
    };
}
