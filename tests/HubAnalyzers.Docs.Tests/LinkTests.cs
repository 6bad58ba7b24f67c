using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Docs.Tests.Markdown;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Docs.Tests;

/// <summary>Links within the repository lead to a file and, where they name one, to a heading.</summary>
public sealed class LinkTests
{
    private const string Site = "https://github.com/HubAnalyzers/HubAnalyzers/blob/main/";

    public static TheoryData<string> Paths => [.. Pages.All.Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Links_lead_somewhere(string path) => Problems.None(Pages.Of(path).Links.Select(Problem).OfType<string>());

    [Theory]
    [InlineData("docs/x.md", "gone.md", "does not exist")]
    [InlineData("docs/x.md", "tool.md#no-such-heading", "has no heading")]
    [InlineData("docs/x.md", "#no-such-heading", "does not exist")]
    [InlineData("docs/x.md", "../../outside.md", "leads out of the repository")]
    [InlineData("docs/x.md", Site + "docs/gone.md", "does not exist")]
    [InlineData("src/HubAnalyzers.Tool/README.md", "../../docs/tool.md", "a package's page")]
    public void A_link_that_leads_nowhere_is_found(string page, string target, string problem) =>
        Assert.Contains(problem, Problem(new Link(page, 1, target)), StringComparison.Ordinal);

    [Theory]
    [InlineData("docs/rules/x.md", "../tool.md#training")]
    [InlineData("README.md", "docs/rules/README.md")]
    [InlineData("README.md", "docs")]
    [InlineData("README.md", "https://example.com/a")]
    public void A_link_that_leads_somewhere_is_none(string page, string target) => Assert.Null(Problem(new Link(page, 1, target)));

    private static string? Problem(Link link)
    {
        var own = link.Target.StartsWith(Site, StringComparison.Ordinal);
        if (!own && link.Target.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        if (!own && link.Page.StartsWith("src/", StringComparison.Ordinal))
        {
            return $"{link.Page}({link.Line}): {link.Target}: a package's page is shown where there is no repository around it; use {Site}…";
        }

        var (target, anchor) = (own ? link.Target[Site.Length..] : link.Target).Split('#') is [var t, var a] ? (t, a) : (own ? link.Target[Site.Length..] : link.Target, null);
        var from = own ? Repository.Root : Path.GetDirectoryName(Repository.PathOf(link.Page.Split('/')))!;
        var full = target.Length == 0 ? Repository.PathOf(link.Page.Split('/')) : Path.GetFullPath(Path.Combine(from, target));
        if (!(full + "/").StartsWith(Path.TrimEndingDirectorySeparator(Repository.Root) + "/", StringComparison.Ordinal))
        {
            return $"{link.Page}({link.Line}): {link.Target} leads out of the repository";
        }

        if (!File.Exists(full) && !Directory.Exists(full))
        {
            return $"{link.Page}({link.Line}): {link.Target} does not exist";
        }

        var page = Path.GetRelativePath(Repository.Root, full).Replace(Path.DirectorySeparatorChar, '/');
        return anchor is not null && !(Pages.All.FirstOrDefault(p => p.Path == page)?.Anchors.Contains(anchor) ?? false) ? $"{link.Page}({link.Line}): {page} has no heading #{anchor}" : null;
    }
}
