using System;
using System.Diagnostics;
using System.Globalization;
using HubAnalyzers.Benchmarks.Engine.Works;
using HubAnalyzers.Runtime.Native;

namespace HubAnalyzers.Benchmarks.Engine.Running;

/// <summary>A process that does one work each time it is asked, and tells how long it took and what it has taken at most.</summary>
internal static class Worker
{
    public static void Serve(string name, string folder)
    {
        TorchNative.EnsureLoaded();
        using var work = Work.Create(name, folder);
        while (Console.ReadLine() is not null)
        {
            var before = Processor();
            var start = Stopwatch.GetTimestamp();
            var result = work.Run();
            var time = Stopwatch.GetElapsedTime(start);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:R} {(Processor() - before).TotalSeconds:R} {process.PeakWorkingSet64} {result:R}"));
        }
    }

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
