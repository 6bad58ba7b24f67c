using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Docs.Tests.Markdown;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>Every command on a page is one that the tool, the SDK or this repository has.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> Paths => [.. Pages.All.Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Commands_in_blocks_exist(string path) => Problems.None(
        Pages.Of(path).Blocks.SelectMany(CommandBlocks.Of).SelectMany(static c => CommandCheck.Problems(c.Command).Select(p => $"{c.Place}: {c.Command}: {p}")));

    [Theory]
    [MemberData(nameof(Paths))]
    public void Commands_in_sentences_exist(string path) => Problems.None(
        Pages.Of(path).Mentions.SelectMany(static m => ShellCommand.Parse(m.Text.Replace("[--", "--", StringComparison.Ordinal)).SelectMany(static c => CommandCheck.Problems(c, mentioned: true)).Select(p => $"{m.Page}({m.Line}): {m.Text}: {p}")));

    [Theory]
    [InlineData("dotnet hub inspekt PATH", "inspekt")]
    [InlineData("dotnet hub inspect", "equired")]
    [InlineData("dotnet hub inspect PATH --frmat json", "--frmat")]
    [InlineData("dotnet hub inspect PATH --format xml", "xml")]
    [InlineData("dotnet hub train --model A", "--data")]
    [InlineData("dotnet run --project src/HubAnalyzers.Tool -- add PATH --nam x", "--nam")]
    [InlineData("dotnet run --project samples/Gone", "no project samples/Gone")]
    [InlineData("dotnet run -c Release --project samples/FineTune -- --write-pictures x", "no option --write-pictures")]
    [InlineData("dotnet build samples/Gone", "no samples/Gone")]
    [InlineData("dotnet build -p:HubLockedMoode=true", "HubLockedMoode")]
    [InlineData("dotnet add package HubAnalyser", "no package HubAnalyser")]
    [InlineData("dotnet tool install HubAnalyser.Tool", "HubAnalyzers.Tool")]
    [InlineData("dotnet format analyzers --diagnostics HUB9999", "no rule HUB9999")]
    [InlineData("dotnet bulid", "'dotnet bulid'")]
    [InlineData("export HUB_LIBTORHC=x", "HUB_LIBTORHC")]
    [InlineData("HUB_LIBTORHC=x dotnet build", "HUB_LIBTORHC")]
    [InlineData("frobnicate", "frobnicate")]
    public void A_command_that_does_not_is_found(string command, string problem) =>
        Assert.Contains(problem, string.Join('\n', ShellCommand.Parse(command).SelectMany(static c => CommandCheck.Problems(c))), StringComparison.Ordinal);

    [Theory]
    [InlineData("dotnet hub inspekt PATH", "inspekt")]
    [InlineData("dotnet hub inspect --frmat", "--frmat")]
    public void So_is_one_that_a_sentence_mentions(string command, string problem) =>
        Assert.Contains(problem, string.Join('\n', ShellCommand.Parse(command).SelectMany(static c => CommandCheck.Problems(c, mentioned: true))), StringComparison.Ordinal);

    [Theory]
    [InlineData("dotnet hub explain -- HUB0001")]
    [InlineData("dotnet hub inspect MODEL --format=json")]
    [InlineData("dotnet run --project src/HubAnalyzers.Tool -- inspect -- --model")]
    public void What_stands_behind_two_hyphens_is_no_option(string command) =>
        Problems.None(ShellCommand.Parse(command).SelectMany(static c => CommandCheck.Problems(c)));

    [Fact]
    public void A_shells_text_is_taken_apart() => Assert.Equal(
        ["1: dotnet hub why A layer x", "2: cd x", "2: dotnet build", "3: dotnet hub list --format json", "5: A=1 dotnet test"],
        ShellCommand.Parse("dotnet hub why A \"layer x\"   # says why\ncd x && dotnet build\ndotnet hub list \\\n  --format json > list.json\nA=1 dotnet test\n").Select(static c => $"{c.Line}: {c}"));
}
