using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;
using YamlDotNet.RepresentationModel;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>The ready files for build servers: they parse, each step does one thing, and the commands are commands.</summary>
public sealed class PipelineTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.PathOf("docs", "ci")).Select(static f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_for_a_build_server_holds_steps_whose_commands_exist(string file)
    {
        var steps = Steps(File.ReadAllText(Repository.PathOf("docs", "ci", file)));
        Assert.NotEmpty(steps);
        Assert.All(steps, static step => Assert.Single(step.Children.Keys, static k => ((YamlScalarNode)k).Value is "run" or "script" or "uses" or "task"));

        var commands = steps.SelectMany(static s => s.Children).Where(static c => ((YamlScalarNode)c.Key).Value is "run" or "script").SelectMany(static c => ShellCommand.Parse(Bare(((YamlScalarNode)c.Value).Value!))).ToList();
        Problems.None(commands.SelectMany(static c => CommandCheck.Problems(c).Select(p => $"{c}: {p}")));

        // Each brings the model, compares it and builds strictly: what the page promises.
        Assert.Contains(commands, static c => c.Program is ["dotnet", "hub", "pull", ..]);
        Assert.Contains(commands, static c => c.Program is ["dotnet", "hub", "verify", ..]);
        Assert.Contains(commands, static c => c.Program is ["dotnet", "build", ..] && c.Words.Contains("-p:HubEnforcement=strict") && c.Words.Contains("-p:HubLockedMode=true"));
    }

    [Fact]
    public void A_step_with_a_command_that_does_not_exist_is_found()
    {
        var step = Assert.Single(Steps("steps:\n  - script: dotnet hub verfy\n"));
        Assert.NotEmpty(ShellCommand.Parse(((YamlScalarNode)step.Children["script"]).Value!).SelectMany(static c => CommandCheck.Problems(c)));
    }

    // What the server puts in is a word of its own.
    private static string Bare(string script) => script.Replace("${{ github.workspace }}", "WORKSPACE", StringComparison.Ordinal).Replace("$(Build.ArtifactStagingDirectory)", "WORKSPACE", StringComparison.Ordinal);

    private static IReadOnlyList<YamlMappingNode> Steps(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return [.. yaml.Documents.Single().AllNodes.OfType<YamlMappingNode>().Where(static n => n.Children.ContainsKey("steps")).SelectMany(static n => ((YamlSequenceNode)n.Children["steps"]).Children).Cast<YamlMappingNode>()];
    }
}
