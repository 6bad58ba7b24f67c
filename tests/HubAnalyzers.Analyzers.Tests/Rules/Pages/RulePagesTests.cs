using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Testing;

/// <summary>Descriptors, analyzers, pages, index, release tracking and rulebook say the same.</summary>
public sealed class RulePagesTests
{
    private const string IndexFile = "README.md";
    private static readonly string[] _sections = ["Violation", "Fix", "Why", "When to suppress", "Options", "Known limits"];

    private static readonly IReadOnlyList<DiagnosticDescriptor> _descriptors =
        [.. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(static f => f.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(static d => d.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. _descriptors.Select(static d => d.Id)];

    [Fact]
    public void Every_rule_has_one_descriptor_and_one_page()
    {
        Assert.Equal(_descriptors.Select(static d => d.Id), _descriptors.Select(static d => d.Id).Distinct());
        Assert.Equal(_descriptors.Select(static d => d.Id), RulePage.Ids);
    }

    [Fact]
    public void Analyzers_report_no_other_rules() =>
        Assert.Subset(_descriptors.ToHashSet(), Analyzers.All.SelectMany(static a => a.SupportedDiagnostics).ToHashSet());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_title_row_and_all_sections(string id)
    {
        var descriptor = Descriptor(id);
        var page = RulePage.Of(id);

        Assert.Equal($"# {id}: {descriptor.Title}", page.Lines[0]);
        Assert.Equal(_sections, page.Sections);
        Assert.Equal(descriptor.Category, page.Category);
        Assert.Equal(RuleIndex.Word(descriptor.DefaultSeverity), page.Severity);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_help_link_leads_to_the_page(string id) =>
        Assert.Equal($"https://github.com/HubAnalyzers/HubAnalyzers/blob/main/docs/rules/{id}.md", Descriptor(id).HelpLinkUri);

    [Fact]
    public void The_index_is_made_of_descriptors_and_pages()
    {
        var path = Path.Combine(RulePage.Folder, IndexFile);
        var expected = RuleIndex.Text(_descriptors);
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.True(expected == File.ReadAllText(path).ReplaceLineEndings("\n"), $"{path} is out of date; ACCEPT_SNAPSHOTS=1 writes it again.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Release_tracking_lists_the_rule(string id)
    {
        var descriptor = Descriptor(id);
        var tracked = new[] { "Shipped", "Unshipped" }.SelectMany(static f => File.ReadAllLines(Repository.PathOf("src", "HubAnalyzers.Analyzers", $"AnalyzerReleases.{f}.md")));
        Assert.Single(tracked, l => l == $"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}, [page]({descriptor.HelpLinkUri})");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_rulebook_has_the_same_title(string id) => Assert.Equal(Descriptor(id).Title.ToString(), Rulebook.TitleOf(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_message_is_one_line_without_a_full_stop(string id)
    {
        var message = Descriptor(id).MessageFormat.ToString();
        Assert.DoesNotContain('\n', message);
        Assert.False(message.EndsWith('.'));
    }

    /// <summary>The specification of the rules lies beside the checkout; it is no part of the repository.</summary>
    [SkippableFact]
    public void The_specification_lists_the_same_rules_severities_and_fixes()
    {
        var path = Path.GetFullPath(Repository.PathOf("..", "shared", "RULES.md"));
        Skip.IfNot(File.Exists(path), $"the specification is not on this machine ({path})");
        var specified = File.ReadAllLines(path).Where(static l => l.StartsWith("| HUB", StringComparison.Ordinal)).Select(static l => l.Split('|').Select(static c => c.Trim()).ToArray()).ToList();

        Assert.Equal(specified.Select(static r => r[1]), _descriptors.Select(static d => d.Id));
        foreach (var row in specified)
        {
            // "error in locked mode, else warning" is a warning by default.
            var severity = row[2].Split(' ')[^1];
            Assert.Equal((row[1], severity), (row[1], RulePage.Of(row[1]).Severity));
            Assert.True(row[^2] == "–" == (RulePage.Of(row[1]).Fix == "none"), $"{row[1]}: the fix is '{row[^2]}' there and '{RulePage.Of(row[1]).Fix}' on the page");
        }
    }

    private static DiagnosticDescriptor Descriptor(string id) => _descriptors.Single(d => d.Id == id);
}
