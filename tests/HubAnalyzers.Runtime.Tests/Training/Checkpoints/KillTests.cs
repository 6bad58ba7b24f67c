using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Training.Checkpoints;

/// <summary>A run that is killed and resumed, again and again, ends where one ends that was left alone.</summary>
public sealed class KillTests
{
    private const int Kills = 7;

    /// <param name="everySteps">How often it saves within epochs; 0 is the pace that it has by itself, which leaves out epochs as short as these.</param>
    /// <param name="mostSteps">The most steps after which it is killed; an epoch has four.</param>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(0, 7)]
    public void Killed_at_many_points_and_resumed_a_run_ends_in_the_same_bits(int everySteps, int mostSteps)
    {
        using var folder = new TempFolder();
        Assert.False(RunAndKill(folder.File("whole"), folder.File("whole_out"), everySteps, steps: int.MaxValue, delay: 0));

        // A step takes some milliseconds and so does a checkpoint: the delays hit both.
        var random = new Random(11);
        var kills = 0;
        while (RunAndKill(folder.File("killed"), folder.File("killed_out"), everySteps, kills < Kills ? random.Next(1, mostSteps + 1) : int.MaxValue, random.Next(0, 40)))
        {
            kills++;
        }

        Assert.InRange(kills, 4, Kills);
        Assert.Equal(CheckpointedRun.WeightsIn(folder.File("whole_out")), CheckpointedRun.WeightsIn(folder.File("killed_out")));
    }

    /// <summary>Starts the run and kills it some milliseconds after a number of steps.</summary>
    /// <returns>Whether it was killed before its end.</returns>
    private static bool RunAndKill(string checkpoints, string output, int everySteps, int steps, int delay)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, CheckpointedRun.Command, checkpoints, output, everySteps.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is not null)
        {
            if (--steps == 0)
            {
                Thread.Sleep(delay);
                process.Kill();
            }
        }

        process.WaitForExit();
        Assert.True(process.ExitCode == 0 || steps <= 0, $"it ended by itself with {process.ExitCode}");
        return process.ExitCode != 0;
    }
}
