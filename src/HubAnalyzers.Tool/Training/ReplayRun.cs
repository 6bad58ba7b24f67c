using System;
using System.IO;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Repeats a run by its receipt and compares what comes out. Nothing is trained before model and data are known to be the run's.</summary>
internal static class ReplayRun
{
    public static int Run(string path, Func<TrainRequest, TrainRequest> change, string format, ToolConsole console) => Guard.Run(() =>
    {
        var file = Directory.Exists(path) ? new RunFolder(path).Receipt : path;
        var receipt = FineTuneReceipt.Read(file);
        if (receipt.Request is not { } asked)
        {
            throw new HubModelFormatException(file, "it is the receipt of a program of its own, not of 'dotnet hub train'", "run that program again; FineTuneReceipt.Compare compares the two receipts");
        }

        // As many threads as the run had: another number rounds otherwise.
        var request = RequestJson.Of(asked, file);
        using var session = Open(change(request with { Threads = request.Threads ?? receipt.Environment.Threads }), receipt);
        using var stop = new StopSignals();
        try
        {
            session.LeaveOutBroken(stop.Token);
            RequireSame(session.Request.Data, "the images to train on", receipt.Training.Digest, session.Data.Training.Digest);
            RequireSame(
                ImageSets.ShareOf(session.Request.Validation) is null ? session.Request.Validation : session.Request.Data,
                "the images to measure on",
                receipt.Validation.Digest,
                session.Data.Validation.Digest);
            var result = TrainingProgress.Show(console, session, session.Options, callback: null, stop.Token);
            var replay = Replay.Of(receipt, result.Receipt!);
            if (format == "json")
            {
                console.Output.Write(JsonAnswer.Of(replay.Write));
            }
            else
            {
                var report = TextReport.For(console);
                replay.Write(report);
                report.WriteTo(console);
            }

            return replay.IsSame ? ExitCodes.Done : ExitCodes.AnswerIsNo;
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine("stopped; nothing was compared");
            return stop.ExitCode;
        }
    });

    /// <summary>What the run could be opened with then, and cannot now, has changed since.</summary>
    private static TrainSession Open(TrainRequest request, FineTuneReceipt receipt)
    {
        try
        {
            return TrainSession.Open(request, receipt.Model.Digest);
        }
        catch (Exception e) when (e is ArgumentException or WrongUsageException)
        {
            throw new HubModelFormatException(request.Data, $"the run can no longer be begun: {e.Message.TrimEnd('.')}", "give what it was trained on with --data", e);
        }
    }

    private static void RequireSame(string path, string what, string then, string now)
    {
        if (then != now)
        {
            throw new HubModelFormatException(path, $"{what} have {now}, the run's had {then}", "give the run's images with --data, and with --validation where they were a set of their own");
        }
    }
}
