using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>The most memory that a run adds to a process, against its estimate; each in a process of its own.</summary>
internal static class PeakMemory
{
    private const int Images = 500;
    private const int Few = 20;
    private const double Goal = 0.25;

    public static bool Report()
    {
        Console.WriteLine("Peak of memory of a run: its measured bytes (goal: within 25 % of the estimate)");
        var isMet = true;
        foreach (var (run, batch) in from run in Runs.All from batch in new[] { 64, 250 } select (run, batch))
        {
            var measured = InOwnProcess("--peak", run.Name, Text(batch))[0];
            var estimated = Estimate(run, batch).PeakBytes;
            var isNear = Math.Abs(((double)measured / estimated) - 1) <= Goal;
            isMet &= isNear;
            Console.WriteLine(Line(run.Name, batch, measured, estimated) + (isNear ? "" : "  MISSED"));
        }

        return isMet;
    }

    /// <summary>What a run adds to a process that has loaded the model and run a few images of it, so that code and libraries are there.</summary>
    public static long Measure(Runs run, int batch)
    {
        using var model = Runs.Load();
        using var head = Runs.HeadFor(model);
        var training = Runs.Draw(Images, 1);
        var validation = Runs.Draw(Images / 5, 2);
        var tuner = new FineTuner(model, head);
        tuner.Train(Runs.Draw(Few, 3), Runs.Draw(Few, 4), run.OptionsFor(model, 2));
        var before = ProcessMemory.Now();
        ProcessMemory.ForgetPeak();
        tuner.Train(training, validation, run.OptionsFor(model, batch, epochs: 2));
        return ProcessMemory.Peak() - before;
    }

    private static TrainingEstimate Estimate(Runs run, int batch)
    {
        using var model = Runs.Load();
        using var head = Runs.HeadFor(model);
        return new FineTuner(model, head).Estimate(Runs.Draw(Images, 1), Runs.Draw(Images / 5, 2), run.OptionsFor(model, batch, epochs: 2));
    }

    /// <summary>The numbers in the last line that this program writes with some arguments; none where it fails.</summary>
    public static IReadOnlyList<long> InOwnProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last().Split(' ').Select(static n => long.Parse(n, CultureInfo.InvariantCulture))]
            : [];
    }

    public static string Line(string what, int batch, long measured, long estimated) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {what}, {batch} a batch: {(double)measured / estimated:0.00} x the estimate (measured {measured / 1048576.0:0.0} MiB, estimated {estimated / 1048576.0:0.0} MiB)");

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
