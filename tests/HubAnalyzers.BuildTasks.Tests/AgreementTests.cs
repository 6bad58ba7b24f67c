using System;
using System.IO;
using HubAnalyzers.Tool;

namespace HubAnalyzers.BuildTasks.Tests;

/// <summary>The build and <c>dotnet hub verify</c> give one answer about the same bytes.</summary>
public sealed class AgreementTests
{
    [Theory]
    [InlineData(ModelPlace.TfHubCache)]
    [InlineData(ModelPlace.KaggleCache)]
    [InlineData(ModelPlace.PlainFolder)]
    public void The_same_bytes_are_a_yes(ModelPlace place)
    {
        using var project = new Project(place);
        Assert.Equal($"{project.Manifest}: agrees with {project.Model}\n", project.Verify().Done());
        AssertSilent(project);
    }

    [Theory]
    [InlineData(ModelPlace.TfHubCache)]
    [InlineData(ModelPlace.KaggleCache)]
    [InlineData(ModelPlace.PlainFolder)]
    public void Other_bytes_are_a_no_in_the_same_words(ModelPlace place)
    {
        using var project = new Project(place);
        project.ChangeAByte();
        AssertSameDrift(project, "variables/variables.data-00000-of-00001 has other content");
    }

    [Theory]
    [InlineData(ModelPlace.TfHubCache)]
    [InlineData(ModelPlace.KaggleCache)]
    [InlineData(ModelPlace.PlainFolder)]
    public void A_file_that_came_and_one_that_went_are_a_no_in_the_same_words(ModelPlace place)
    {
        using var project = new Project(place);
        Directory.CreateDirectory(Path.Combine(project.Model, "assets"));
        File.WriteAllText(Path.Combine(project.Model, "assets", "labels.txt"), "circle\n");
        File.Delete(Path.Combine(project.Model, "variables", "variables.index"));
        AssertSameDrift(project, "assets/labels.txt is new, variables/variables.index is missing");
    }

    [Theory]
    [InlineData(ModelPlace.TfHubCache)]
    [InlineData(ModelPlace.KaggleCache)]
    [InlineData(ModelPlace.PlainFolder)]
    public void A_digest_that_was_edited_by_hand_is_a_no_in_the_same_words(ModelPlace place)
    {
        using var project = new Project(place);
        var text = File.ReadAllText(project.Manifest);
        var digest = text.IndexOf("sha256:", StringComparison.Ordinal) + "sha256:".Length;
        File.WriteAllText(project.Manifest, text[..digest] + (text[digest] == '0' ? '1' : '0') + text[(digest + 1)..]);
        AssertSameDrift(project, "its digest");
    }

    [Theory]
    [InlineData(ModelPlace.TfHubCache)]
    [InlineData(ModelPlace.KaggleCache)]
    [InlineData(ModelPlace.PlainFolder)]
    public void A_model_that_is_not_on_the_machine_is_no_failure(ModelPlace place)
    {
        using var project = new Project(place, present: false);
        Assert.Equal($"{project.Manifest}: '{project.Handle}' is not on this machine\n", project.Verify().Done());
        AssertSilent(project);
    }

    [Fact]
    public void A_download_that_kagglehub_did_not_complete_counts_as_absent()
    {
        using var project = new Project(ModelPlace.KaggleCache);
        project.ChangeAByte();
        File.Delete(project.Model + ".complete");
        Assert.Contains("not on this machine", project.Verify().Done(), StringComparison.Ordinal);
        AssertSilent(project);
    }

    [Fact]
    public void A_link_among_the_models_files_is_refused_by_both()
    {
        using var project = new Project(ModelPlace.PlainFolder);
        File.CreateSymbolicLink(Path.Combine(project.Model, "variables", "secret"), project.Manifest);
        var (goesOn, log) = project.Build();
        var error = Assert.Single(log.Errors);
        Assert.Equal((false, "HUBBUILD05", project.Manifest), (goesOn, error.Code, error.File));
        Assert.Equal("The manifest cannot be compared with its model: " + project.Verify().Failed(ExitCodes.BadInput), error.Message);
    }

    private static void AssertSilent(Project project)
    {
        var (goesOn, log) = project.Build();
        Assert.True(goesOn);
        Assert.Empty(log.Errors);
        Assert.Empty(log.Warnings);
    }

    private static void AssertSameDrift(Project project, string difference)
    {
        var verify = project.Verify();
        Assert.Equal((ExitCodes.AnswerIsNo, ""), (verify.ExitCode, verify.Error));
        var (goesOn, log) = project.Build();
        var error = Assert.Single(log.Errors);
        Assert.False(goesOn);
        Assert.Equal($"The manifest of '{project.Handle}' differs from the model in {project.Model}: {difference}; write it again with 'dotnet hub add'", error.Message);
        Assert.Equal($"{error.File}: {error.Code}: {error.Message}\n", verify.Output);
    }
}
