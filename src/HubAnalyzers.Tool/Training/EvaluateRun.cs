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
    /// <param name="maxBroken">How many images may be left out; null is as many as in the run.</param>
    /// <param name="format">table or json.</param>
    /// <param name="console">Where to write.</param>
    public static int Run(Func<FineTunedModel> open, string? folder, string data, string part, int? maxBroken, string format, ToolConsole console) => Guard.Run(() =>
    {
        using var model = open();
        var (receipt, request) = folder is null ? default : ReadRun(folder);
        Examples examples = ImageSets.With(ImageSets.Open(data, model.Preprocessing, leastClasses: 1), model.Kind, model.Names, data);
        if ((maxBroken ?? request?.MaxBroken) is > 0 and var most)
        {
            var sound = examples.WithoutBroken(new DataOptions { MaxBroken = most });
            TrainRun.TellBroken(sound.Broken, console);
            examples = sound.Examples;
        }

        var parts = receipt is null ? null : PartsOfRun.Find(receipt, request!, examples, data);
        if (part != EvaluateParts.All)
        {
            examples = parts?.Of(part)
                ?? throw new DataFormatException(data, "these are not the images that the run had, so that which of them it was trained on is not known", "give what the run had with --data, or leave out --part");
        }

        var evaluation = model.Evaluate(examples);
        if (format == "json")
        {
            int? trainedOn = parts is not { IsExact: true } ? null : part == EvaluateParts.Validation ? 0 : parts.Training.Count;
            console.Output.Write(JsonAnswer.Of(json => Write(evaluation, trainedOn, hasScale: folder is not null, json)));
        }
        else
        {
            var report = TextReport.For(console);
            if (part == EvaluateParts.All && parts is not null)
            {
                report.Fact("note", Learnt(parts), Tone.Caution);
            }

            Write(evaluation, report);
            report.WriteTo(console);
        }

        return ExitCodes.Done;
    });

    private static (FineTuneReceipt Receipt, TrainRequest Request) ReadRun(string folder)
    {
        var run = new RunFolder(folder);
        var receipt = run.ReadReceipt();
        return (receipt, RequestJson.Of(receipt.Request!.Value, run.Receipt));
    }

    private static string Learnt(PartsOfRun parts) => parts switch
    {
        { Others: null } => "the run was trained on all of these images, so that this says little of others",
        { IsExact: true } => $"the run was trained on {ScoreText.Number(parts.Training.Count)} of these images; --part validation measures on the {ScoreText.Number(parts.Others.Count)} others",
        _ => $"these images were changed since the run; by their names it was trained on up to {ScoreText.Number(parts.Training.Count)} of them, and not on the {ScoreText.Number(parts.Others.Count)} others, which --part validation measures on",
    };

    private static void Write(Evaluation evaluation, TextReport report)
    {
        switch (evaluation)
        {
            case ClassEvaluation classes:
                ClassReport.Write(classes, report);
                break;
            case LabelEvaluation labels:
                LabelReport.Write(labels, report);
                break;
            default:
                ValueReport.Write((ValueEvaluation)evaluation, report);
                break;
        }
    }

    private static void Write(Evaluation evaluation, int? trainedOn, bool hasScale, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        switch (evaluation)
        {
            case ClassEvaluation classes:
                ClassReport.Write(classes, json);
                break;
            case LabelEvaluation labels:
                LabelReport.Write(labels, json);
                break;
            default:
                ValueReport.Write((ValueEvaluation)evaluation, hasScale, json);
                break;
        }

        if (trainedOn is { } count)
        {
            json.WriteNumber("trainedOn", count);
        }

        json.WriteEndObject();
    }
}
