using System;
using System.Linq;
using HubAnalyzers.Architecture.Tests.FixtureLower;
using HubAnalyzers.Architecture.Tests.Reading;
using HubAnalyzers.Architecture.Tests.Rules;

namespace HubAnalyzers.Architecture.Tests;

/// <summary>A check that cannot fail says nothing: forbidden uses are found, whatever their form.</summary>
public sealed class RulesCanFailTests
{
    private const string Fixtures = """
        HubAnalyzers.Architecture.Tests
            uses: xunit.core, xunit.assert
            .: FixtureLower, FixtureUpper, Reading, Rules
            Reading:
            Rules: Reading
            FixtureUpper: FixtureLower
            FixtureLower:
            Shared:

        """;

    private static CompiledProject Own { get; } = CompiledProject.Read(typeof(RulesCanFailTests).Assembly.Location, "HubAnalyzers.Architecture.Tests");

    [Fact]
    public void Every_way_to_use_a_type_of_a_forbidden_folder_is_found()
    {
        var ways = typeof(ByNothing).Assembly.GetTypes()
            .Where(static t => t.Namespace == typeof(ByNothing).Namespace && !t.IsNested && t != typeof(ByNothing)).Select(static t => t.Name);
        var found = RuleFile.Read(Fixtures)[0].ViolationsOf(Own).Where(static v => v.Contains("/FixtureLower/", StringComparison.Ordinal)).ToList();
        Assert.Equal(ways.Order(StringComparer.Ordinal), found.Select(static v => v.Split('/')[2].Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("HubAnalyzers.Architecture.Tests/FixtureLower/ByCall uses FixtureUpper/Upper", found);
    }

    [Fact]
    public void The_same_uses_are_no_violation_where_they_are_allowed() => Assert.DoesNotContain(
        RuleFile.Read(Fixtures.Replace("FixtureLower:", "FixtureLower: FixtureUpper", StringComparison.Ordinal))[0].ViolationsOf(Own),
        static v => v.Contains("Fixture", StringComparison.Ordinal));

    [Fact]
    public void A_folder_that_nobody_thought_of_is_named() => Assert.Contains(
        "HubAnalyzers.Architecture.Tests/FixtureUpper has no line in Rules.txt: say there what it may use",
        RuleFile.Read(Fixtures.Replace("    FixtureUpper: FixtureLower\n", "", StringComparison.Ordinal))[0].ViolationsOf(Own));

    [Theory]
    [InlineData("HubAnalyzers.SavedModel", ", Google.Protobuf", "HubAnalyzers.SavedModel references Google.Protobuf")]
    [InlineData("HubAnalyzers.SavedModel", "    Models: Messages, Protos", "HubAnalyzers.SavedModel/Models has no line in Rules.txt")]
    [InlineData("HubAnalyzers.SavedModel", " Graphs, Models,", "HubAnalyzers.SavedModel/Inspection/ModelReader uses Graphs/ObjectGraph")]
    [InlineData("HubAnalyzers.Runtime", "Execution: Import, Native, Ops", "HubAnalyzers.Runtime/Execution has no line in Rules.txt")]
    public void What_the_rules_no_longer_allow_is_found_in_the_real_assemblies(string project, string without, string violation)
    {
        Assert.Contains(without, RuleFile.Text, StringComparison.Ordinal);
        var rules = RuleFile.Of(project, RuleFile.Text.Replace(without, "", StringComparison.Ordinal));
        Assert.Contains(rules.ViolationsOf(CompiledProject.OfSource(project)), v => v.StartsWith(violation, StringComparison.Ordinal));
    }

    [Fact]
    public void An_assembly_outside_the_folders_that_may_use_it_is_found() => Assert.Contains(
        RuleFile.Of("HubAnalyzers.Runtime", RuleFile.Text.Replace("SkiaSharp only in Data", "SkiaSharp only in Models", StringComparison.Ordinal)).ViolationsOf(CompiledProject.OfSource("HubAnalyzers.Runtime")),
        static v => v.StartsWith("HubAnalyzers.Runtime/Data/DecodedImage uses SkiaSharp/", StringComparison.Ordinal));

    [Fact]
    public void Rules_that_lead_in_a_circle_are_found() =>
        Assert.Equal("A: B -> C -> B", RuleFile.Read("A\n    B: C\n    C: B\n")[0].Circle());

    [Fact]
    public void Folders_that_need_each_other_are_no_circle() =>
        Assert.Null(RuleFile.Read("A\n    B: C\n    C: B\n    together: B, C (reason)\n")[0].Circle());
}
