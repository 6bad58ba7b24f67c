using System;
using System.Collections.Generic;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>Works on one kind of thing, of which there may be more or fewer.</summary>
internal abstract class GrowthFamily : IDisposable
{
    /// <summary>What is counted.</summary>
    public abstract string Counted { get; }

    /// <summary>How many there are: some, four times and sixteen times as many.</summary>
    public abstract IReadOnlyList<int> Sizes { get; }

    /// <summary>The works, each made ready for all sizes.</summary>
    public abstract IEnumerable<GrowthWork> Works();

    public abstract void Dispose();
}

/// <summary>A work that is measured.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Measure">Does it once for the size at a place of <see cref="GrowthFamily.Sizes"/>, and says how long it took.</param>
internal sealed record GrowthWork(string Name, Func<int, TimeSpan> Measure)
{
    /// <summary>A work that is measured by the processor time of the whole process, which a busy machine changes less than it does the clock.</summary>
    public static GrowthWork Timed(string name, Action<int> work) => new(name, size =>
    {
        var start = Environment.CpuUsage.TotalTime;
        work(size);
        return Environment.CpuUsage.TotalTime - start;
    });
}
