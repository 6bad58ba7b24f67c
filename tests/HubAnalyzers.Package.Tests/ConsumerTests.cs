using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Package.Tests;

/// <summary>What the SDK's own compiler makes of projects that use the packages.</summary>
[Collection(nameof(Consumers))]
public sealed class ConsumerTests(Consumers consumers)
{
    [Fact]
    public void The_frozen_sample_draws_a_warning_for_each_request_that_cannot_hold() => Snapshot.Match(string.Join('\n', consumers.MessagesOf("Frozen")) + "\n");

    [Theory]
    [InlineData("Facts")]
    [InlineData("Inspect")]
    [InlineData("WithRuntime")]
    [InlineData("MultiTarget")]
    [InlineData("Strict")]
    public void A_project_that_asks_for_what_can_be_builds_without_a_message(string project) => consumers.AssertClean(project);

    [Fact]
    public void Suggest_prints_nothing() => Assert.Empty(consumers.MessagesOf("Suggest"));

    [Fact]
    public void A_severity_in_editorconfig_wins_over_strict()
    {
        var messages = consumers.MessagesOf("Chosen");
        Assert.Equal(2, messages.Count(static m => m.Contains("warning HUB0001")));
        Assert.Single(messages, static m => m.Contains("error HUB0002"));
        Assert.Equal(3, messages.Count);
    }

    [Fact]
    public void An_enforcement_that_does_not_exist_is_an_error_that_names_those_that_do() =>
        Assert.Contains("HUBBUILD03: HubEnforcement is 'hard'; it must be 'suggest', 'warn' or 'strict'.", Assert.Single(consumers.MessagesOf("Misspelled")));

    [Fact]
    public void A_project_with_the_facts_alone_restores_one_package_and_carries_no_native_library()
    {
        var folder = Path.Combine(consumers.PathOf("Packaged"), "Facts");
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")));
        Assert.Equal(["HubAnalyzers/0.1.0"], assets.RootElement.GetProperty("libraries").EnumerateObject().Select(static l => l.Name));
        Assert.Equal(
            ["Facts.dll", "HubAnalyzers.Abstractions.dll"],
            Directory.EnumerateFiles(Path.Combine(folder, "bin"), "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_facts_are_there_when_the_program_runs() => Assert.StartsWith("shapes_mobilenet: Partial, ", OutputOf("Facts"));

    [Fact]
    public void A_program_reads_a_models_files_with_the_package_alone() =>
        Assert.StartsWith("shapes_mobilenet: Partial, ", OutputOf("Inspect", Repository.PathOf("samples", "models", "shapes_mobilenet")));

    [Fact]
    public void A_program_loads_the_model_with_the_package_of_the_engine_and_libtorch() =>
        Assert.Contains("/expand is trainable: True", OutputOf("WithRuntime", Repository.PathOf("samples", "models")));

    private string OutputOf(string project, params string[] arguments)
    {
        var program = Directory.EnumerateFiles(Path.Combine(consumers.PathOf("Packaged"), project, "bin"), project + ".dll", SearchOption.AllDirectories).Single();
        return DotNet.Run(Path.GetDirectoryName(program)!, [program, .. arguments]).ShouldSucceed().Output;
    }
}
