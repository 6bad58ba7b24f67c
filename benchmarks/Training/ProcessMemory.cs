using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>What this process holds, native memory included.</summary>
internal static class ProcessMemory
{
    public static long Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>The most since the process began, or since <see cref="ForgetPeak"/>.</summary>
    public static long Peak()
    {
        const string Key = "VmHWM:";
        if (OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").FirstOrDefault(static l => l.StartsWith(Key, StringComparison.Ordinal)) is { } line)
        {
            return 1024 * long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Counts the peak anew, where the system can.</summary>
    public static void ForgetPeak()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }
}
