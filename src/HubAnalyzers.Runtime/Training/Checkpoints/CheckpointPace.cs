using System;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// How often epochs end with a checkpoint. Writing one is mostly waiting for the disk and may take longer than many short epochs; what a
/// run that is killed then loses is computed again in less time than a checkpoint after each of them would take.
/// </summary>
internal sealed class CheckpointPace
{
    /// <summary>So many times as long as the last one took passes before the next: they take 1 % of a run.</summary>
    private const int Share = 100;

    private TimeSpan _next;

    /// <summary>Whether the next is due; the first is at once.</summary>
    /// <param name="now">The time since the run began.</param>
    public bool IsDue(TimeSpan now) => now >= _next;

    /// <summary>Notes that one was written.</summary>
    public void Wrote(TimeSpan start, TimeSpan end) => _next = end + (Share * (end - start));
}
