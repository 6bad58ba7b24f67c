using System;
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
            var measured = InOwnProcess(run, batch);
            var estimated = Estimate(run, batch).PeakBytes;
            var ratio = (double)measured / estimated;
            isMet &= Math.Abs(ratio - 1) <= Goal;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {run.Name}, {batch} a batch: {ratio:0.00} x the estimate (measured {measured / 1048576.0:0.0} MiB, estimated {estimated / 1048576.0:0.0} MiB){(Math.Abs(ratio - 1) <= Goal ? "" : "  MISSED")}"));
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

    private static long InOwnProcess(Runs run, int batch)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--peak", run.Name, batch.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last(), CultureInfo.InvariantCulture);
    }
}
