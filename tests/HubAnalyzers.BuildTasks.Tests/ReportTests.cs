using System;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;

namespace HubAnalyzers.BuildTasks.Tests;

/// <summary>How the step tells the build what it found.</summary>
public sealed class ReportTests
{
    [Fact]
    public void A_difference_is_an_error_at_the_manifests_digest()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        project.ChangeAByte();
        var error = Assert.Single(project.Build().Log.Errors);
        var lines = File.ReadAllLines(project.Manifest);
        Assert.Equal(("HUB0091", project.Manifest), (error.Code, error.File));
        Assert.StartsWith("\"sha256:", lines[error.LineNumber - 1][(error.ColumnNumber - 1)..]);
        Assert.Contains("\"digest\"", lines[error.LineNumber - 1]);
        Assert.EndsWith("/docs/rules/HUB0091.md", error.HelpLink);
    }

    [Fact]
    public void Outside_locked_mode_it_is_a_warning_and_the_build_goes_on()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        project.ChangeAByte();
        var (goesOn, log) = project.Build("warning");
        Assert.True(goesOn);
        Assert.Empty(log.Errors);
        Assert.Equal("HUB0091", Assert.Single(log.Warnings).Code);
    }

    [Fact]
    public void Under_suggest_it_is_information()
    {
        using var project = new Project(ModelPlace.TfHubCache);
        project.ChangeAByte();
        var (goesOn, log) = project.Build("message");
        Assert.True(goesOn);
        Assert.Empty(log.Errors);
        Assert.Empty(log.Warnings);
        Assert.Equal("HUB0091", Assert.Single(log.Messages, static m => m.Importance == MessageImportance.Normal).Code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "schemaVersion": 1, "model": { "handle": 1 } }""")]
    public void What_is_no_manifest_is_left_to_the_compiler(string text)
    {
        using var project = new Project(ModelPlace.TfHubCache);
        File.WriteAllText(project.Manifest, text);
        var (goesOn, log) = project.Build();
        Assert.True(goesOn);
        Assert.Empty(log.Errors);
        Assert.EndsWith("the compiler refuses it", Assert.Single(log.Messages).Message);
    }

    [Fact]
    public void A_handle_cannot_forge_lines_of_the_log()
    {
        using var project = new Project(ModelPlace.TfHubCache, present: false);
        File.WriteAllText(project.Manifest, File.ReadAllText(project.Manifest).Replace(project.Handle, "x\\nApp.cs(1,1): error CS0001: forged", StringComparison.Ordinal));
        Assert.DoesNotContain("\n", Assert.Single(project.Build().Log.Messages).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_assembly_needs_nothing_that_MSBuild_does_not_have() => Assert.Empty(typeof(VerifyHubModels).Assembly.GetReferencedAssemblies()
        .Select(static a => a.Name).Except(["netstandard", "Microsoft.Build.Framework", "System.Memory"]));
}
