using System;
using System.IO;

namespace HubAnalyzers.BuildTasks.Tests;

/// <summary>When bytes are read, and when an earlier answer stands.</summary>
public sealed class StampTests
{
    [Fact]
    public void A_second_build_hashes_nothing()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        Assert.True(Hashed(project));
        Assert.False(Hashed(project));
    }

    [Fact]
    public void A_second_build_reports_a_difference_again_without_hashing()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        project.ChangeAByte();
        project.Age();
        var first = Assert.Single(project.Build().Log.Errors);
        var (goesOn, log) = project.Build();
        var second = Assert.Single(log.Errors);
        Assert.False(goesOn);
        Assert.Contains(log.Messages, static m => m.Message!.EndsWith("nothing was hashed"));
        Assert.Equal((first.Code, first.LineNumber, first.ColumnNumber, first.Message), (second.Code, second.LineNumber, second.ColumnNumber, second.Message));
    }

    [Fact]
    public void A_changed_byte_is_found_although_the_size_is_the_same()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        Assert.True(project.Build().GoesOn);
        project.ChangeAByte();
        Assert.False(project.Build().GoesOn);
    }

    [Fact]
    public void A_file_that_is_older_than_before_is_read_as_well()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        Assert.True(project.Build().GoesOn);
        project.ChangeAByte();
        File.SetLastWriteTimeUtc(project.Weights, DateTime.UtcNow.AddYears(-1));
        Assert.False(project.Build().GoesOn);
    }

    [Fact]
    public void Files_that_were_only_touched_are_hashed_once_more()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        Hashed(project);
        File.SetLastWriteTimeUtc(project.Weights, DateTime.UtcNow.AddHours(-1));
        Assert.True(Hashed(project));
        Assert.False(Hashed(project));
    }

    [Fact]
    public void A_new_file_is_found()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        Assert.True(project.Build().GoesOn);
        File.WriteAllText(Path.Combine(project.Model, "keras_metadata.pb"), "");
        Assert.False(project.Build().GoesOn);
    }

    [Fact]
    public void A_manifest_that_was_written_again_is_compared_again()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        Assert.True(project.Build().GoesOn);
        File.WriteAllText(project.Manifest, File.ReadAllText(project.Manifest).Replace("\"sha256:", "\"sha256:0", StringComparison.Ordinal));
        Assert.False(project.Build().GoesOn);
    }

    [Fact]
    public void Another_cache_is_compared_for_itself()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        project.ChangeAByte();
        Assert.False(project.Build().GoesOn);
        project.MoveCacheTo("elsewhere");
        Assert.True(project.Build().GoesOn);
    }

    [Fact]
    public void Files_that_were_written_a_moment_ago_are_not_trusted_to_show_the_next_change()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        File.SetLastWriteTimeUtc(project.Weights, DateTime.UtcNow);
        Assert.True(Hashed(project));
        Assert.True(Hashed(project));
    }

    [Fact]
    public void A_damaged_stamp_costs_one_reading_and_nothing_else()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        Assert.True(Hashed(project));
        var whole = File.ReadAllBytes(project.Stamp);
        for (var length = 0; length < whole.Length; length += 31)
        {
            File.WriteAllBytes(project.Stamp, whole[..length]);
            Assert.True(Hashed(project), $"{length} bytes");
        }

        Assert.False(Hashed(project));
    }

    private static bool Hashed(Project project)
    {
        var (goesOn, log) = project.Build();
        Assert.True(goesOn);
        return Assert.Single(log.Messages).Message!.Contains(": hashed 3 files in ", StringComparison.Ordinal);
    }
}
