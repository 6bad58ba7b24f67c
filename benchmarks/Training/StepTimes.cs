using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>When the steps of a stage ended, the last one of each epoch with all that follows it: what a step takes, and what an epoch takes beside its steps.</summary>
internal sealed class StepTimes
{
    private readonly List<List<long>> _epochs = [[]];

    public void EndStep(bool isLast)
    {
        _epochs[^1].Add(Stopwatch.GetTimestamp());
        if (isLast)
        {
            _epochs.Add([]);
        }
    }

    /// <summary>Milliseconds from the end of one step to the end of the next of the same epoch, in the middle: what disturbs some steps does not count.</summary>
    public double Step => Median(_epochs.SelectMany(static e => e.SkipLast(1).Zip(e.SkipLast(1).Skip(1), Milliseconds)));

    /// <summary>Milliseconds of what follows an epoch's last step, in the middle: validation, and what a run does beside it. The first epoch does not count.</summary>
    public double Rest => Median(_epochs.Where(static e => e.Count > 1).Skip(1).Select(static e => Milliseconds(e[^2], e[^1]))) - Step;

    /// <summary>Milliseconds of all stages, with what comes before the first step and after the last.</summary>
    public double Run { get; set; }

    /// <summary>Milliseconds of the stage from its first step's end on.</summary>
    public double Stage => Milliseconds(_epochs[0][0], _epochs[^2][^1]);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static double Milliseconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds;
}
