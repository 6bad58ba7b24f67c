using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;
using HubAnalyzers.Tool.Plots;

namespace HubAnalyzers.Tool.Training;

/// <summary>Searches for the learning rate of a stage: of the head, or, where layers are named, of these after the head was trained as <c>train</c> would.</summary>
internal static class LearningRateRun
{
    /// <summary>More rows than this say no more; the plot has all of them.</summary>
    private const int MostRows = 16;

    public static int Run(TrainRequest request, double from, double to, int steps, string plot, string format, ToolConsole console)
    {
        if (from >= to)
        {
            throw new WrongUsageException(string.Create(CultureInfo.InvariantCulture, $"--from {from} must be below --to {to}."));
        }

        RequirePlace(plot);
        ModelToTrain.RequireSomethingTrains(request.Model, request.Unfreeze, console);
        return Guard.Run(() =>
        {
            using var session = TrainSession.Open(request);
            using var stop = new StopSignals();
            try
            {
                session.LeaveOutBroken(stop.Token);
                var options = session.Options;
                var stage = options.Stages.Count - 1;
                if (stage > 0)
                {
                    // A head of chance would make any rate of the layers look bad.
                    TrainingProgress.Show(console, session, options with { Stages = [options.Stages[0]] }, callback: null, stop.Token);
                }

                var search = session.NewTuner().FindLearningRate(
                    session.Training, options, stage, new LearningRateSearchOptions { Start = from, End = to, Steps = steps }, cancellationToken: stop.Token);
                if (format == "json")
                {
                    console.Output.Write(JsonAnswer.Of(json => Write(search, json)));
                }
                else
                {
                    var report = TextReport.For(console);
                    Write(search, stage > 0 ? options.Stages[0].LearningRate : null, plot, report);
                    report.WriteTo(console);
                }

                // Last: whatever the disk says, the answer is there.
                WritePlot(plot, search);
                return search.Suggested is null ? ExitCodes.AnswerIsNo : ExitCodes.Done;
            }
            catch (OperationCanceledException)
            {
                console.Error.WriteLine("stopped; nothing was written");
                return stop.ExitCode;
            }
        });
    }

    /// <summary>A search takes minutes, so that where its plot goes is looked at before.</summary>
    private static void RequirePlace(string plot)
    {
        if (Directory.Exists(plot))
        {
            throw new WrongUsageException($"'{plot}' is a folder; give the name of a file with -o.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(plot))!;
        DiskErrors.Making(folder, folder);
    }

    private static void WritePlot(string plot, LearningRateSearch search)
    {
        if (search.Points.Count > 1)
        {
            LearningRatePlot.Write(plot, [.. search.Points.Select(static p => (p.Rate, p.Loss))], [.. search.Points.Select(static p => p.SmoothedLoss)], search.Suggested);
        }
    }

    private static void Write(LearningRateSearch search, double? headRate, string plot, TextReport report)
    {
        var every = Math.Max(1, (search.Points.Count + MostRows - 1) / MostRows);
        report.Table(
            [("Rate", true), ("Loss", true), ("Smoothed", true)],
            search.Points.Where((_, i) => i % every == 0 || i == search.Points.Count - 1).Select(static p => (IReadOnlyList<Piece>)[Text(p.Rate), Text(p.Loss), Text(p.SmoothedLoss)]));
        report.Line("");
        report.Fact("stage", search.Stage);
        if (search.Suggested is { } rate)
        {
            report.Fact("rate", Text(rate), Tone.Good);
            report.Fact("why", search.Why);
            report.Fact("use", headRate is { } own ? $"--lr {Text(own)},{Text(rate)}" : $"--lr {Text(rate)}");
        }
        else
        {
            report.Fact("rate", "none", Tone.Caution);
            report.Fact("why", search.Why);
        }

        if (search.Points.Count > 1)
        {
            report.Fact("plot", plot);
        }
    }

    private static void Write(LearningRateSearch search, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("stage", search.Stage);
        if (search.Suggested is { } rate)
        {
            json.WriteNumber("suggested", rate);
        }
        else
        {
            json.WriteNull("suggested");
        }

        json.WriteString("why", search.Why);
        json.WriteString("end", JsonNamingPolicy.CamelCase.ConvertName(search.End.ToString()));
        json.WriteStartArray("points");
        foreach (var point in search.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("rate", point.Rate);
            JsonAnswer.Number(json, "loss", point.Loss);
            JsonAnswer.Number(json, "smoothedLoss", point.SmoothedLoss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
