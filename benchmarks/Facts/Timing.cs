using System;
using System.Diagnostics;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Facts;

/// <summary>Medians over runs after a warm-up, so that one interruption does not count.</summary>
internal static class Timing
{
    private const int WarmUps = 10;
    private const int Runs = 31;

    public static TimeSpan Median(Func<object> work)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            work();
        }

        var times = Enumerable.Range(0, Runs).Select(_ =>
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(start);
        }).Order().ToList();
        return times[Runs / 2];
    }
}
