using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Native;
using TorchSharp;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>
/// How long a run takes as a program has it (checkpoints, receipt, proof of freeze, a callback, progress) against a loop of nothing but
/// batches, calls, steps and a validation per epoch. Both take turns, each turn is one ratio, and the one in the middle counts, so that what
/// else the machine does meets both. On one thread: where threads take all cores, whatever else runs for a moment costs more than what is measured.
/// </summary>
internal static class Throughput
{
    private const int Images = 2000;
    private const int Turns = 7;
    private const double Goal = 1.03;

    /// <summary>Measures and prints.</summary>
    /// <param name="only">The run; null is all.</param>
    public static bool Report(string? only = null)
    {
        TorchNative.EnsureLoaded();
        var threads = torch.get_num_threads();
        torch.set_num_threads(1);
        Console.WriteLine($"Time of a run of {Images:N0} images, of a bare loop over the same calls (goal: at most {Goal}), on one thread: the median of {Turns} turns, and from the lowest to the highest");
        var isMet = true;
        foreach (var (run, epochs) in new[] { (Runs.Of("head"), 40), (Runs.Of("last block"), 8), (Runs.Of("all layers"), 2) }.Where(r => only is null || r.Item1.Name == only))
        {
            var turns = Measure(run, epochs);
            var ratio = StepTimes.Median(turns.Select(static t => t.Tuner.Run / t.Bare.Run));
            isMet &= ratio <= Goal;
            Console.WriteLine($"{run.Name}{(ratio <= Goal ? "" : ": MISSED")}");
            Print("the whole run", turns, static t => t.Run);
            Print("its last stage", turns, static t => t.Stage);
            Print("a step", turns, static t => t.Step);
            Print("what follows an epoch's steps", turns, static t => t.Rest);
        }

        torch.set_num_threads(threads);
        return isMet;
    }

    private static void Print(string what, IReadOnlyList<(StepTimes Tuner, StepTimes Bare)> turns, Func<StepTimes, double> of)
    {
        var ratios = turns.Select(t => of(t.Tuner) / of(t.Bare)).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what}: {StepTimes.Median(ratios):0.000} x the bare loop's time ({ratios[0]:0.00} to {ratios[^1]:0.00}; {StepTimes.Median(turns.Select(t => of(t.Tuner))):0.000} ms, bare {StepTimes.Median(turns.Select(t => of(t.Bare))):0.000} ms)"));
    }

    private static List<(StepTimes Tuner, StepTimes Bare)> Measure(Runs run, int epochs)
    {
        var training = Runs.Draw(Images, 1);
        var validation = Runs.Draw(Images / 5, 2);

        // The first turn compiles and warms up.
        return [.. Enumerable.Range(0, Turns + 1).Select(_ => (OfTuner(run, epochs, training, validation), OfBareLoop(run, epochs, training, validation))).Skip(1)];
    }

    private static StepTimes OfTuner(Runs run, int epochs, LabelledImages training, LabelledImages validation)
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-benchmark-" + Path.GetRandomFileName());
        try
        {
            using var model = Runs.Load();
            using var head = Runs.HeadFor(model);
            var follower = new Follower();
            var tuner = new FineTuner(model, head);
            tuner.Callbacks.Add(follower);
            var options = OptionsFor(run, model, epochs) with { Checkpoints = new CheckpointOptions(folder) };
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            tuner.Train(training, validation, options, follower).Receipt!.Write(Path.Combine(folder, "receipt.json"));
            follower.Times.Run = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return follower.Times;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StepTimes OfBareLoop(Runs run, int epochs, LabelledImages training, LabelledImages validation)
    {
        using var model = Runs.Load();
        using var head = Runs.HeadFor(model);
        var loop = new BareLoop(model, head, training, validation, OptionsFor(run, model, epochs));
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var times = loop.Run();
        times.Run = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return times;
    }

    /// <summary>Both keep what the frozen part gives, where there is one.</summary>
    private static FineTuneOptions OptionsFor(Runs run, HubModel model, int epochs) =>
        run.OptionsFor(model, 32, epochs) with { FeatureCache = run.Name == "all layers" ? null : new FeatureCacheOptions() };

    private sealed class Follower : IFineTuneCallback, IProgress<FineTuneProgress>
    {
        private int _stage;
        private double _loss;

        /// <summary>The times of the last stage.</summary>
        public StepTimes Times { get; private set; } = new();

        public FineTuneDecision OnStepEnd(FineTuneProgress progress)
        {
            _loss += progress.Loss;
            if (progress.StageIndex != _stage)
            {
                (_stage, Times) = (progress.StageIndex, new StepTimes());
            }

            Times.EndStep(isLast: progress.Step == progress.Steps);
            return double.IsFinite(_loss) ? FineTuneDecision.Continue : FineTuneDecision.Stop;
        }

        public void Report(FineTuneProgress value) => _loss -= value.Loss;
    }
}
