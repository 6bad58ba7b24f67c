using System.Globalization;
using HubAnalyzers.Runtime.Tests.Training.Checkpoints;

namespace HubAnalyzers.Runtime.Tests;

/// <summary>What this assembly does when it is run as a program: the runs that tests kill.</summary>
internal static class Program
{
    private static int Main(string[] args) => args is [CheckpointedRun.Command, var checkpoints, var output, var everySteps]
        ? CheckpointedRun.Run(checkpoints, output, int.Parse(everySteps, CultureInfo.InvariantCulture))
        : 2;
}
