using System;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// How often epochs end with a checkpoint. Writing one is mostly waiting for the disk and may take longer than many short epochs, and the steps
/// after it are slower until threads are where they were (by 40 ms together, on two cores). What a run that is killed then loses is computed
/// again in less time than a checkpoint after each epoch would take.
/// </summary>
internal sealed class CheckpointPace
{
    /// <summary>So many times as long as the last one took passes before the next: they take 1 % of a run.</summary>
    private const int Share = 100;

    /// <summary>And not less than this: nobody minds to lose so little.</summary>
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(2);

    private TimeSpan _next = _least;

    /// <summary>Whether the next is due.</summary>
    /// <param name="now">The time since the run began.</param>
    public bool IsDue(TimeSpan now) => now >= _next;

    /// <summary>Notes that one was written.</summary>
    public void Wrote(TimeSpan start, TimeSpan end) => _next = end + TimeSpan.FromTicks(Math.Max(_least.Ticks, Share * (end - start).Ticks));
}
