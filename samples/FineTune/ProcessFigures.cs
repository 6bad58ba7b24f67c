using System;
using System.Diagnostics;
using System.Globalization;

namespace HubAnalyzers.Samples.FineTune;

/// <summary>How long this process has run and the most memory it has held.</summary>
internal static class ProcessFigures
{
    public static string Describe()
    {
        using var process = Process.GetCurrentProcess();
        var elapsed = DateTime.Now - process.StartTime;
        var megabytes = process.PeakWorkingSet64 / (1024.0 * 1024.0);
        return string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F1} s since the program started, {megabytes:F0} MiB of memory at the most");
    }
}
