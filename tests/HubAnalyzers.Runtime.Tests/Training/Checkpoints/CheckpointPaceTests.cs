using System;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Runtime.Tests.Training.Checkpoints;

/// <summary>How often epochs end with a checkpoint.</summary>
public sealed class CheckpointPaceTests
{
    [Fact]
    public void The_first_epoch_ends_with_one()
    {
        Assert.True(new CheckpointPace().IsDue(TimeSpan.Zero));
    }

    [Fact]
    public void The_next_is_due_when_a_hundred_times_what_the_last_one_took_has_passed_since_it()
    {
        var pace = new CheckpointPace();

        pace.Wrote(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11));

        Assert.False(pace.IsDue(TimeSpan.FromSeconds(110.9)));
        Assert.True(pace.IsDue(TimeSpan.FromSeconds(111)));
    }
}
