using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace HubAnalyzers.Benchmarks.All;

/// <summary>The machine, in a line: ratios hardly depend on it, absolute numbers do.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        var processor = Line("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        var system = Line("/etc/os-release", "PRETTY_NAME")?.Split('=', 2)[1].Trim('"') ?? RuntimeInformation.OSDescription;
        var load = File.Exists("/proc/loadavg") ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start" : "";
        return $"{Environment.ProcessorCount} cores ({processor}), {memory:F0} GiB, {system}, .NET {Environment.Version}{load}";
    }

    private static string? Line(string file, string start) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) : null;
}
