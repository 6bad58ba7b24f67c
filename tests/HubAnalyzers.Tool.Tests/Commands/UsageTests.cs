using System;
using System.Linq;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData]
    [InlineData("bogus")]
    [InlineData("inspect")]
    [InlineData("inspect", "a", "b")]
    [InlineData("inspect", "a", "--format", "xml")]
    [InlineData("inspect", "a", "--no-such-option")]
    [InlineData("why", "a")]
    [InlineData("explain", "HUB9999")]
    [InlineData("explain", "no-such-reason")]
    public void Wrong_usage_is_one_line_that_says_where_help_is_and_exit_code_2(params string[] arguments)
    {
        var line = ToolRun.Of(arguments).Failed(ExitCodes.WrongUsage);
        Assert.True(line.Contains("--help", StringComparison.Ordinal) || line.Contains("docs/rules", StringComparison.Ordinal), line);
    }

    [Fact]
    public void Help_lists_every_command_and_keeps_to_80_columns()
    {
        var help = ToolRun.Of("--help").Done();
        foreach (var command in new[] { "inspect", "add", "verify", "why", "diff", "list", "pull", "explain" })
        {
            Assert.Contains("\n  " + command, help, StringComparison.Ordinal);
            var own = ToolRun.Of(command, "--help").Done();
            Assert.Contains("Usage:", own, StringComparison.Ordinal);
            Assert.All(own.Split('\n'), static line => Assert.True(line.TrimEnd().Length <= 80, $"{line.Length} columns: {line}"));
        }

        Assert.All(help.Split('\n'), static line => Assert.True(line.TrimEnd().Length <= 80, $"{line.Length} columns: {line}"));
    }

    [Fact]
    public void An_argument_that_starts_with_an_at_sign_is_no_response_file() =>
        Assert.Contains("@model", ToolRun.Of("inspect", "@model").Failed(ExitCodes.BadInput), StringComparison.Ordinal);

    [Fact]
    public void Version_is_one_line() => Assert.Single(ToolRun.Of("--version").Done().TrimEnd().Split('\n').Distinct());
}
