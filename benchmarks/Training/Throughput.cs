using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>
/// How long a run takes as a program has it (checkpoints, receipt, proof of freeze, a callback, progress) against a loop of nothing but
/// batches, calls, steps and a validation per epoch. Both take turns, and the shortest time of each counts.
/// </summary>
internal static class Throughput
{
    private const int Images = 500;
    private const int Turns = 5;
    private const double Goal = 1.03;

    public static bool Report()
    {
        Console.WriteLine("Time of a run, of a bare loop over the same calls (goal: at most 1.03)");
        var isMet = true;
        foreach (var (run, epochs) in new[] { (Runs.Of("head"), 40), (Runs.Of("last block"), 6), (Runs.Of("all layers"), 4) })
        {
            var (tuner, bare) = Shortest(run, epochs);
            var ratio = tuner / bare;
            isMet &= ratio <= Goal;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {run.Name,-13}: {tuner.TotalMilliseconds,7:0} ms, bare {bare.TotalMilliseconds,7:0} ms = {ratio:0.000}{(ratio <= Goal ? "" : "  MISSED")}"));
        }

        return isMet;
    }

    private static (TimeSpan Tuner, TimeSpan Bare) Shortest(Runs run, int epochs)
    {
        var training = Runs.Draw(Images, 1);
        var validation = Runs.Draw(Images / 5, 2);
        var (tuner, bare) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var turn = 0; turn <= Turns; turn++)
        {
            var (a, b) = (OfTuner(run, epochs, training, validation), OfBareLoop(run, epochs, training, validation));
            if (turn > 0)
            {
                // The first turn compiles and warms up.
                (tuner, bare) = (a < tuner ? a : tuner, b < bare ? b : bare);
            }
        }

        return (tuner, bare);
    }

    private static TimeSpan OfTuner(Runs run, int epochs, LabelledImages training, LabelledImages validation)
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-benchmark-" + Path.GetRandomFileName());
        try
        {
            using var model = Runs.Load();
            using var head = Runs.HeadFor(model);
            var follower = new Follower();
            var tuner = new FineTuner(model, head);
            tuner.Callbacks.Add(follower);

            // The bare loop keeps features where the whole model is frozen, and nowhere else.
            var options = run.OptionsFor(model, 32, epochs) with { Checkpoints = new CheckpointOptions(folder), FeatureCache = run.Scopes.Count == 0 ? new FeatureCacheOptions() : null };
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            var result = tuner.Train(training, validation, options, follower);
            result.Receipt!.Write(Path.Combine(folder, "receipt.json"));
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan OfBareLoop(Runs run, int epochs, LabelledImages training, LabelledImages validation)
    {
        using var model = Runs.Load();
        using var head = Runs.HeadFor(model);
        var loop = new BareLoop(model, head, training, validation, run.OptionsFor(model, 32, epochs));
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        loop.Run();
        return Stopwatch.GetElapsedTime(start);
    }

    private sealed class Follower : IFineTuneCallback, IProgress<FineTuneProgress>
    {
        private double _loss;

        public FineTuneDecision OnStepEnd(FineTuneProgress progress)
        {
            _loss += progress.Loss;
            return double.IsFinite(_loss) ? FineTuneDecision.Continue : FineTuneDecision.Stop;
        }

        public void Report(FineTuneProgress value) => _loss -= value.Loss;
    }
}
