using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Testing;

/// <summary>Descriptors, pages, index, release tracking and rulebook say the same.</summary>
public sealed class RulePagesTests
{
    private static readonly string[] _sections = ["## Violation", "## Fix", "## Why", "## When to suppress", "## Options", "## Known limits"];

    public static TheoryData<string> Ids => [.. Descriptors().Select(static d => d.Id)];

    [Fact]
    public void Every_id_is_used_once() => Assert.Equal(Descriptors().Count, Descriptors().Select(static d => d.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_with_all_sections(string id)
    {
        var descriptor = Descriptors().Single(d => d.Id == id);
        var lines = File.ReadAllLines(Repository.PathOf("docs", "rules", id + ".md"));

        Assert.Equal($"# {id}: {descriptor.Title}", lines[0]);
        Assert.Equal(_sections, lines.Where(static l => l.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith($"| {descriptor.Category} | {Word(descriptor.DefaultSeverity)} | ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_help_link_leads_to_the_page(string id) =>
        Assert.Equal($"https://github.com/HubAnalyzers/HubAnalyzers/blob/main/docs/rules/{id}.md", Descriptors().Single(d => d.Id == id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_index_lists_the_rule(string id)
    {
        var descriptor = Descriptors().Single(d => d.Id == id);
        Assert.Contains($"| [{id}]({id}.md) | {Word(descriptor.DefaultSeverity)} | {descriptor.Title} |", File.ReadAllLines(Repository.PathOf("docs", "rules", "README.md")));
    }

    [Fact]
    public void The_index_and_the_folder_hold_nothing_else()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs", "rules"), "HUB*.md").Select(static p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal);
        var index = File.ReadAllLines(Repository.PathOf("docs", "rules", "README.md")).Where(static l => l.StartsWith("| [HUB", StringComparison.Ordinal)).Select(static l => l[3..10]);
        var ids = Descriptors().Select(static d => d.Id).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(ids, pages);
        Assert.Equal(ids, index);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Release_tracking_lists_the_rule(string id)
    {
        var descriptor = Descriptors().Single(d => d.Id == id);
        var tracked = new[] { "Shipped", "Unshipped" }.SelectMany(static f => File.ReadAllLines(Repository.PathOf("src", "HubAnalyzers.Analyzers", $"AnalyzerReleases.{f}.md")));
        Assert.Single(tracked, l => l.StartsWith($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_rulebook_has_the_same_title(string id) => Assert.Equal(Descriptors().Single(d => d.Id == id).Title.ToString(), Rulebook.TitleOf(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_message_is_one_line_without_a_full_stop(string id)
    {
        var message = Descriptors().Single(d => d.Id == id).MessageFormat.ToString();
        Assert.DoesNotContain('\n', message);
        Assert.False(message.EndsWith('.'));
    }

    private static IReadOnlyList<DiagnosticDescriptor> Descriptors() =>
        [.. typeof(TrainabilityAnalyzer).Assembly.GetTypes()
            .Where(static t => t is { IsAbstract: false } && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
            .SelectMany(static t => ((DiagnosticAnalyzer)Activator.CreateInstance(t)!).SupportedDiagnostics)
            .OrderBy(static d => d.Id, StringComparer.Ordinal)];

    private static string Word(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();
}
