using System;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Runtime.Tests.Training.Checkpoints;

/// <summary>How often epochs end with a checkpoint.</summary>
public sealed class CheckpointPaceTests
{
    [Fact]
    public void The_first_is_due_when_there_are_two_seconds_to_lose()
    {
        Assert.False(new CheckpointPace().IsDue(TimeSpan.FromSeconds(1.9)));
        Assert.True(new CheckpointPace().IsDue(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void The_next_is_due_when_a_hundred_times_what_the_last_one_took_has_passed_since_it()
    {
        var pace = new CheckpointPace();

        pace.Wrote(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11));

        Assert.False(pace.IsDue(TimeSpan.FromSeconds(110.9)));
        Assert.True(pace.IsDue(TimeSpan.FromSeconds(111)));
    }

    [Fact]
    public void One_that_took_no_time_is_followed_by_the_next_after_two_seconds()
    {
        var pace = new CheckpointPace();

        pace.Wrote(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.001));

        Assert.False(pace.IsDue(TimeSpan.FromSeconds(12)));
        Assert.True(pace.IsDue(TimeSpan.FromSeconds(12.001)));
    }
}
