using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Engine.Running;

/// <summary>What a work took.</summary>
internal sealed class Measured(WorkerProcess process)
{
    /// <summary>In the order of the rounds.</summary>
    public IReadOnlyList<double> Seconds { get; } = [.. process.Seconds];

    /// <summary>What disturbs a run only ever makes it slower, so the fastest is the nearest to what the work costs.</summary>
    public double Fastest => Seconds.Min();

    public double Median => Seconds.Order().ElementAt(Seconds.Count / 2);

    public double Slowest => Seconds.Max();

    /// <summary>The time of all cores together, which other programs change less.</summary>
    public double Processor { get; } = process.ProcessorSeconds.Min();

    public long Peak { get; } = process.Peak;

    public double Result { get; } = process.Result;
}
