using System;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>What a run would do and take, without it: some steps of each stage are timed, and no weight stays moved.</summary>
internal static class DryRun
{
    public static int Run(TrainRequest request, RunUpkeep upkeep, string format, ToolConsole console)
    {
        ModelToTrain.RequireSomethingTrains(request.Model, request.Unfreeze, console);
        return Guard.Run(() =>
        {
            using var session = TrainSession.Open(request);
            using var stop = new StopSignals();
            try
            {
                TrainRun.TellBroken(session.LeaveOutBroken(stop.Token), console);
                var options = session.Options with { FeatureCache = new FeatureCacheOptions { Directory = upkeep.FeatureCache } };
                var estimate = session.NewTuner().Estimate(session.Training, session.Data.Validation, options, measure: true, stop.Token);
                if (format == "json")
                {
                    console.Output.Write(JsonAnswer.Of(json => DryRunReport.Write(session, estimate, json)));
                }
                else
                {
                    var report = TextReport.For(console);
                    DryRunReport.Write(session, estimate, report);
                    report.WriteTo(console);
                }

                return ExitCodes.Done;
            }
            catch (OperationCanceledException)
            {
                console.Error.WriteLine("stopped; nothing was written");
                return stop.ExitCode;
            }
        });
    }
}
