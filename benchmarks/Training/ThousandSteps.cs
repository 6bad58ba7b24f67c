using System;
using System.Globalization;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>What memory grows by over a thousand steps of a run, after as many as warm it up.</summary>
internal static class ThousandSteps
{
    private const int WarmUp = 300;
    private const int Steps = 1000;
    private const double Goal = 10;

    public static bool Report()
    {
        var images = Runs.Draw(40, 1);
        using var model = Runs.Load();
        using var head = Runs.HeadFor(model);
        var run = Runs.Of("last block");
        var options = run.OptionsFor(model, 8, epochs: 1 + ((WarmUp + Steps) / 5));
        var follower = new Follower();
        new FineTuner(model, head).Train(images, Runs.Draw(10, 2), options, follower);
        var grown = (follower.After - follower.Before) / 1048576.0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Memory over {Steps} steps of the last block: {grown:+0.0;-0.0} MiB, after {WarmUp} to warm up (goal: at most {Goal:0} MiB){(grown <= Goal ? "" : "  MISSED")}"));
        return grown <= Goal;
    }

    private sealed class Follower : IProgress<FineTuneProgress>
    {
        private int _steps;

        public long Before { get; private set; }

        public long After { get; private set; }

        public void Report(FineTuneProgress value)
        {
            if (value.StageIndex == 1)
            {
                _steps++;
                Before = _steps == WarmUp ? ProcessMemory.Now() : Before;
                After = _steps == WarmUp + Steps ? ProcessMemory.Now() : After;
            }
        }
    }
}
