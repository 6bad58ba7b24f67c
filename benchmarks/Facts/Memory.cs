using System;
using System.Diagnostics;
using System.Globalization;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Benchmarks.Facts;

/// <summary>The memory that inspecting a model adds to a process that has inspected a small one before.</summary>
internal static class Memory
{
    /// <summary>Measures in a process of its own, whose peak nothing else has raised.</summary>
    public static long PeakInOwnProcess(string folder, string warm)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--peak", folder, warm]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.Parse(output, CultureInfo.InvariantCulture);
    }

    public static long PeakOfInspecting(string folder, string warm)
    {
        ModelInspector.Inspect(warm);
        GC.Collect();
        var before = Peak();
        ModelInspector.Inspect(folder);
        return Peak() - before;
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
