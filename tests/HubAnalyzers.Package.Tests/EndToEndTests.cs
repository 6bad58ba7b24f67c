using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Package.Tests;

/// <summary>What the SDK's other tools make of the packages: its formatter, its log for code scanners, its exit code.</summary>
[Collection(nameof(Consumers))]
public sealed class EndToEndTests(Consumers consumers)
{
    [Fact]
    public void Dotnet_format_applies_the_fixes_keeps_the_comments_and_leaves_code_that_compiles()
    {
        var folder = consumers.PathOf("Fixed");
        Assert.Equal(3, consumers.MessagesOf("Fixed").Count);

        DotNet.Run(folder, "format", "analyzers", "HubAnalyzers.Samples.Frozen.csproj", "--no-restore", "--diagnostics", "HUB0001", "HUB0002", "--severity", "warn").ShouldSucceed();

        Snapshot.Match(File.ReadAllText(Path.Combine(folder, "Program.cs")));
        var output = DotNet.Run(folder, "build", "--no-restore").ShouldSucceed().Output;
        Assert.DoesNotContain("HUB000", output, StringComparison.Ordinal);
    }

    // The formatter takes the ids in an order that changes from run to run, and so do the places that it meets first.
    [Fact]
    public void Dotnet_format_mends_what_several_rules_report_the_same_way_each_time()
    {
        var folder = consumers.PathOf("Mixed");
        var program = Path.Combine(folder, "Program.cs");
        var before = File.ReadAllText(program);
        for (var run = 0; run < 3; run++)
        {
            File.WriteAllText(program, before);
            var output = DotNet.Run(folder, "format", "analyzers", "HubAnalyzers.Samples.Frozen.csproj", "--no-restore", "--diagnostics", "HUB0002", "HUB0004", "HUB0005", "HUB0007", "--severity", "warn").ShouldSucceed().Output;
            Assert.DoesNotContain("Unable to fix", output, StringComparison.Ordinal);
            Snapshot.Match(File.ReadAllText(program));
        }

        // The helper may have other callers: its call is left to the user, and so is the policy.
        DotNet.Run(folder, "build", "--no-restore").ShouldSucceed();
        Assert.False(File.Exists(Path.Combine(folder, ".editorconfig")));
    }

    [Fact]
    public void The_log_for_code_scanners_holds_ids_help_links_and_places()
    {
        using var log = JsonDocument.Parse(File.ReadAllText(Path.Combine(consumers.PathOf("Logged"), "log.sarif")));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var run = log.RootElement.GetProperty("runs").EnumerateArray().Single();
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToDictionary(static r => r.GetProperty("id").GetString()!, static r => r.GetProperty("helpUri").GetString()!);
        var results = run.GetProperty("results").EnumerateArray().Where(static r => r.GetProperty("ruleId").GetString()!.StartsWith("HUB", StringComparison.Ordinal) && r.GetProperty("level").GetString() == "warning").Select(static r =>
        {
            var place = r.GetProperty("locations").EnumerateArray().Single().GetProperty("physicalLocation");
            return $"{Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString())}({place.GetProperty("region").GetProperty("startLine").GetInt32()}): {r.GetProperty("ruleId").GetString()}";
        });

        Assert.Equal(["Program.cs(13): HUB0001", "Program.cs(16): HUB0001", "Program.cs(25): HUB0002"], results.Order(StringComparer.Ordinal));
        Assert.EndsWith("docs/rules/HUB0001.md", rules["HUB0001"], StringComparison.Ordinal);
        Assert.EndsWith("docs/rules/HUB0002.md", rules["HUB0002"], StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_fails_the_build()
    {
        var result = DotNet.Run(consumers.PathOf("Chosen"), "build", "--no-restore");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error HUB0002", result.Output, StringComparison.Ordinal);
    }

    // As in CI with a cached obj folder: no file of the project is newer than what was built.
    [Fact]
    public void Strict_on_the_command_line_holds_for_what_was_built_under_another_profile()
    {
        var result = DotNet.Run(consumers.PathOf("Relaxed"), "build", "--no-restore", "-p:HubEnforcement=strict");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error HUB0002", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pragma_an_attribute_and_an_editorconfig_each_silence_what_they_name_and_no_more() =>
        Assert.Equal(["Program.cs(31,9)"], consumers.MessagesOf("Silenced").Select(static m => m[..m.IndexOf(':', StringComparison.Ordinal)]));
}
