using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Testing;

/// <summary>Every C# block of every page compiles and draws exactly the diagnostics that its comments claim.</summary>
public sealed class PageSampleTests
{
    private static readonly IReadOnlyList<PageBlock> _blocks = [.. RulePage.Ids.SelectMany(static id => RulePage.Of(id).Blocks)];

    public static TheoryData<string> Programs => [.. _blocks.Where(static b => b.Language == "csharp").Select(static b => b.ToString())];

    public static TheoryData<string> DamagedManifests => [.. _blocks.Where(static b => b.Language == "json" && b.Words.Count > 0).Select(static b => b.ToString())];

    public static TheoryData<string> RulesOfCode => [.. RulePage.Ids.Where(static id => RulePage.Of(id).Category != "Manifest")];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_sample_draws_what_it_claims(string name)
    {
        var block = _blocks.Single(b => b.ToString() == name);
        Assert.Equal(string.Join("\n", block.Claims), string.Join("\n", (await FindingsIn(block)).Distinct()));
    }

    [Theory]
    [MemberData(nameof(DamagedManifests))]
    public void A_damaged_manifest_draws_what_it_claims(string name)
    {
        var block = _blocks.Single(b => b.ToString() == name);
        Assert.Equal(block.Words, [ManifestCatalog.Parse(SourceText.From(block.Text)).Error?.RuleId ?? "none"]);
    }

    [Theory]
    [MemberData(nameof(RulesOfCode))]
    public void A_page_shows_the_rule_broken_and_mended(string id)
    {
        var programs = RulePage.Of(id).Blocks.Where(static b => b.Language == "csharp").ToList();

        Assert.All(programs.Where(static b => b.Section == "Violation"), b => Assert.Contains(b.Claims, c => c.EndsWith(id, StringComparison.Ordinal)));
        Assert.Contains(programs, static b => b.Section == "Violation");
        Assert.All(programs.Where(static b => b.Section == "Fix"), static b => Assert.Empty(b.Claims));
        Assert.Contains(programs, static b => b.Section == "Fix");
    }

    private static async Task<IReadOnlyList<string>> FindingsIn(PageBlock block) =>
        [.. (await SampleRun.DiagnosticsOf(block.Text, PageModels.Manifests, block.Options, block.Words.Contains("tensorflow.net")))
            .Select(static d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id}")];
}
