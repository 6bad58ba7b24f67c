using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>Trains every trial of a grid, all of them or a shard: a receipt for each, and no weights.</summary>
internal static class SweepRun
{
    public const string Work = "sweep";

    public static int Run(IReadOnlyList<Trial> trials, Shard shard, string folder, string? metric, ToolConsole console) => Guard.Run(() =>
    {
        using var stop = new StopSignals();
        Directory.CreateDirectory(ShardRecord.PartsOf(folder));
        var parts = new List<ShardPart>();
        for (var i = 0; i < trials.Count; i++)
        {
            if (!shard.Has(i))
            {
                continue;
            }

            var file = string.Create(CultureInfo.InvariantCulture, $"trial-{i + 1:D5}.json");
            var path = Path.Combine(ShardRecord.PartsOf(folder), file);
            var receipt = Existing(path, trials[i]) ?? Train(trials[i], path, console, stop);
            console.Error.WriteLine(PlainText.OneLine(string.Create(CultureInfo.InvariantCulture, $"trial {i + 1} of {trials.Count}, {trials[i].Name}: {string.Join(", ", receipt.Results.After.Select(static m => $"{m.Key} {m.Value:F4}"))}")));
            parts.Add(new ShardPart(trials[i].Name, KeyOf(trials[i]), i, 1, trials.Count, file, ShardRecord.DigestOf(path)));
        }

        ShardRecord.Create(Work, PlanOf(trials), shard, parts).Write(folder);
        return shard.Count == 1 ? SweepTable.Merge(folder, metric, console) : ExitCodes.Done;
    });

    /// <summary>A trial is what it is asked for; where its model and images lie on a machine is no part of that: its receipt has their digests.</summary>
    public static string KeyOf(Trial trial) =>
        ShardRecord.DigestOf(RequestJson.ToBytes(trial.Request with { Model = "", Data = "", Validation = ImageSets.ShareOf(trial.Request.Validation) is null ? "" : trial.Request.Validation }));

    private static string PlanOf(IReadOnlyList<Trial> trials) => ShardRecord.DigestOf(Encoding.UTF8.GetBytes(string.Concat(trials.Select(static t => $"{t.Name} {KeyOf(t)}\n"))));

    /// <summary>The receipt of a shard that was stopped: the same request need not be trained again.</summary>
    private static FineTuneReceipt? Existing(string path, Trial trial)
    {
        try
        {
            return File.Exists(path) && FineTuneReceipt.Read(path) is { Request: { } request } receipt && RequestJson.Of(request, path) is var asked
                && RequestJson.ToBytes(asked).AsSpan().SequenceEqual(RequestJson.ToBytes(trial.Request)) ? receipt : null;
        }
        catch (Exception e) when (e is DataFormatException or HubModelFormatException)
        {
            return null;
        }
    }

    private static FineTuneReceipt Train(Trial trial, string path, ToolConsole console, StopSignals stop)
    {
        ModelToTrain.RequireSomethingTrains(trial.Request.Model, trial.Request.Unfreeze, console);
        using var session = TrainSession.Open(trial.Request);
        session.LeaveOutBroken(stop.Token);
        var result = session.Train(session.Options, callback: null, new Progress<FineTuneProgress>(), stop.Token);
        var receipt = result.Receipt! with { Request = RequestJson.ToElement(trial.Request) };
        receipt.Write(path);
        return receipt;
    }
}
