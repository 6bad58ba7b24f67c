using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class ExplainTests
{
    public static TheoryData<string> Pages() => new(RulePage.Ids);

    [Fact]
    public void The_tool_carries_every_page() =>
        Assert.Equal(
            Directory.EnumerateFiles(Repository.PathOf("docs", "rules"), "HUB*.md").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal),
            RulePage.Ids);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_rule_is_explained_by_its_page(string id)
    {
        var output = ToolRun.Of("explain", id).Done();
        Assert.StartsWith($"{id}: ", output, StringComparison.Ordinal);
        Assert.Contains("\nViolation\n", output, StringComparison.Ordinal);
        Assert.Contains(Rulebook.HelpLink(id), output, StringComparison.Ordinal);
        Assert.DoesNotContain("```", output, StringComparison.Ordinal);
        Assert.Equal(output, ToolRun.Of("explain", id.ToLowerInvariant()).Done());

        // Code is never broken; everything else keeps to the width.
        Assert.All(output.Split('\n').Where(static l => !l.StartsWith("    ", StringComparison.Ordinal) && !l.Contains("https://", StringComparison.Ordinal)), static l => Assert.True(l.Length <= 80, l));
    }

    [Fact]
    public void Without_an_id_all_rules_are_listed()
    {
        var output = ToolRun.Of("explain").Done();
        Assert.All(RulePage.Ids, id => Assert.Contains($"{id}  {Rulebook.TitleOf(id)}", output.Replace("\n         ", " ", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void A_reason_code_is_explained_in_its_sentence() =>
        Assert.Equal($"{ReasonCodes.StopGradient}: {ReasonCodes.Sentence(ReasonCodes.StopGradient)}\n", ToolRun.Of("explain", ReasonCodes.StopGradient).Done());
}
