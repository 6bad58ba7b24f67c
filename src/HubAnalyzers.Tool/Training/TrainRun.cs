using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Trains what a request asks for and writes the run's folder.</summary>
internal static class TrainRun
{
    /// <summary>Begins a run.</summary>
    public static int Begin(TrainRequest request, string? output, bool overwrite, RunUpkeep upkeep, ToolConsole console)
    {
        ModelToTrain.RequireSomethingTrains(request.Model, request.Unfreeze, console);
        return Guard.Run(() =>
        {
            using var session = TrainSession.Open(request);
            var folder = new RunFolder(output ?? session.Model.Facts.Name + "_finetuned");
            folder.RequireApartFrom(session.Model.Folder);
            folder.RequireFree(overwrite);
            TrainPlan.Of(session, TextReport.For(console)).WriteTo(console);
            return Train(session, folder, upkeep, () => folder.Begin(session.Request, overwrite), console);
        });
    }

    /// <summary>Goes on with a run that was stopped or killed, from its newest checkpoint.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="device">Another device; null is the run's own.</param>
    /// <param name="threads">Another number of threads; null is the run's own.</param>
    /// <param name="upkeep">How it is kept.</param>
    /// <param name="console">Where to write.</param>
    public static int Resume(string path, string? device, int? threads, RunUpkeep upkeep, ToolConsole console) => Guard.Run(() =>
    {
        var folder = new RunFolder(path);
        if (folder.IsFinished)
        {
            return Finished(folder, console);
        }

        var request = folder.ReadRequest();
        using var session = TrainSession.Open(request with { Device = device ?? request.Device, Threads = threads ?? request.Threads });
        TrainPlan.Of(session, TextReport.For(console)).WriteTo(console);
        return Train(session, folder, upkeep, begin: null, console);
    });

    /// <summary>Names what is left out.</summary>
    public static void TellBroken(IEnumerable<BrokenExampleException> broken, ToolConsole console)
    {
        foreach (var problem in broken)
        {
            console.Error.WriteLine(PlainText.OneLine("left out: " + problem.Message));
        }
    }

    private static int Finished(RunFolder folder, ToolConsole console)
    {
        console.Error.WriteLine($"the run in {folder.Path} is finished; there is nothing to go on with");
        return ExitCodes.Done;
    }

    /// <param name="session">What is trained.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="upkeep">How it is kept.</param>
    /// <param name="begin">Makes the folder a new run's; null where it is one that is gone on with.</param>
    /// <param name="console">Where to write.</param>
    private static int Train(TrainSession session, RunFolder folder, RunUpkeep upkeep, Action? begin, ToolConsole console)
    {
        using var stop = new StopSignals();
        var (isOurs, isBegun) = (false, false);
        try
        {
            // What is broken or not there is told before a folder is made, or an older run removed.
            var broken = session.LeaveOutBroken(stop.Token);
            using var held = folder.Lock();
            if (begin is null && folder.IsFinished)
            {
                // By another process, which had the lock until now.
                return Finished(folder, console);
            }

            begin?.Invoke();
            (isOurs, isBegun) = (true, begin is not null);

            TellBroken(broken, console);
            var options = session.Options with
            {
                Checkpoints = new CheckpointOptions(folder.Checkpoints) { EverySteps = upkeep.CheckpointEvery, Resume = true },
                FeatureCache = new FeatureCacheOptions { Directory = upkeep.FeatureCache },
            };
            using var log = new TensorBoardLog(folder.Path, options);
            var result = TrainingProgress.Show(console, session, options, log, stop.Token);
            result = result with { Receipt = result.Receipt! with { Request = RequestJson.ToElement(session.Request) } };
            folder.Finish(session.Model, session.Head, session.Options, result);
            TrainReport.Of(folder.Path, session, result, TextReport.For(console)).WriteTo(console);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine(folder.IsUnfinished ? $"stopped; go on with: dotnet hub train --resume {Quoted(folder.Path)}" : "stopped before anything was written");
            return stop.ExitCode;
        }
        catch when (isBegun && folder.IsUnfinished && !folder.HasCheckpoints)
        {
            folder.TakeBack();
            throw;
        }
        catch (IOException e) when (isOurs && folder.IsUnfinished)
        {
            throw new IOException($"{e.Message.TrimEnd('.')}; when that is mended, go on with: dotnet hub train --resume {Quoted(folder.Path)}", e);
        }
    }

    private static string Quoted(string path) => path.All(static c => char.IsLetterOrDigit(c) || c is '/' or '\\' or '.' or '_' or '-' or ':') ? path : $"\"{path}\"";
}
