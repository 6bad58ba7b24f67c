using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using HubAnalyzers.Docs.Tests.Markdown;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Docs.Tests.Tables;

/// <summary>Tables that repeat what stands elsewhere say the same, and the index names every page.</summary>
public sealed class TableTests
{
    private static readonly string _separator = Path.DirectorySeparatorChar.ToString();

    /// <summary>The rules' own index is made of the descriptors (RulePagesTests).</summary>
    [Fact]
    public void The_rules_in_the_README_are_those_of_the_index() => Assert.Equal(
        Rows(Pages.Of("docs/rules/README.md"), "| [HUB").Select(static r => (r[1].Replace("](", "](docs/rules/", StringComparison.Ordinal), r[2], r[3])).OrderBy(static r => r.Item1, StringComparer.Ordinal),
        Rows(Pages.Of("README.md"), "| [HUB").Select(static r => (r[1], r[2], r[3])));

    [Fact]
    public void The_reasons_on_the_page_are_those_that_the_answers_give() => Assert.Equal(
        typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(static f => f.IsLiteral).Select(static f => (string)f.GetRawConstantValue()!).Select(static c => ($"`{c}`", ReasonCodes.Sentence(c))),
        Rows(Pages.Of("docs/concepts.md"), "| `").Where(static r => r.Length == 4 && ReasonCodes.Sentence(r[1].Trim('`')) != ReasonCodes.Sentence("no such code")).Select(static r => (r[1], r[2])));

    [Fact]
    public void The_index_names_every_page_and_file_of_the_documentation()
    {
        var folder = Repository.PathOf("docs");
        var named = Pages.Of("docs/README.md").Links.Select(static l => l.Target.Split('#')[0]).ToHashSet();
        var there = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace(_separator, "/", StringComparison.Ordinal))
            .Where(static f => f != "README.md" && !f.StartsWith("rules/HUB", StringComparison.Ordinal) && !f.StartsWith("images/", StringComparison.Ordinal));
        Problems.None(there.Except(named));
    }

    [Fact]
    public void Every_picture_is_shown_somewhere() => Problems.None(
        Directory.EnumerateFiles(Repository.PathOf("docs", "images")).Select(static f => Path.GetFileName(f)).Where(static f => !Pages.All.Any(p => p.Links.Any(l => l.Target.EndsWith("images/" + f, StringComparison.Ordinal)))));

    /// <summary>The cell "May use" of the architecture's table names at least what the project file references.</summary>
    [Fact]
    public void The_architectures_table_has_the_references_of_the_projects()
    {
        var rows = Rows(Pages.Of("docs/architecture.md"), "| `HubAnalyzers.").ToDictionary(static r => r[1].Trim('`'), static r => r[2]);
        foreach (var folder in Directory.EnumerateDirectories(Repository.PathOf("src")).Where(static f => !f.EndsWith(".Package", StringComparison.Ordinal)))
        {
            var name = Path.GetFileName(folder);
            Assert.True(rows.TryGetValue(name, out var uses), $"docs/architecture.md has no row for {name}");
            var references = XElement.Load(Path.Combine(folder, name + ".csproj")).Descendants("ProjectReference").Select(static r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.All(references, r => Assert.True(uses.Contains(r["HubAnalyzers.".Length..], StringComparison.Ordinal), $"docs/architecture.md: {name} references {r}"));
        }
    }

    [Fact]
    public void The_architectures_diagram_shows_projects_and_folders_that_there_are()
    {
        var diagram = Assert.Single(Pages.Of("docs/architecture.md").Blocks, static b => b.Language == "mermaid");
        var shown = ArchitectureDiagram.Folders(diagram.Text).ToList();
        Assert.All(shown, static f => Assert.True(Directory.Exists(Repository.PathOf(["src", .. f.Split('/')])), $"docs/architecture.md: the diagram shows {f}, which is not there"));

        var projects = Directory.EnumerateDirectories(Repository.PathOf("src")).Select(static f => Path.GetFileName(f)).Where(static f => f is not ("HubAnalyzers.Package" or "HubAnalyzers.Abstractions"));
        Problems.None(projects.Except(shown));
    }

    [Fact]
    public void A_diagram_is_taken_apart() => Assert.Equal(
        ["HubAnalyzers.A", "HubAnalyzers.A/Graphs", "HubAnalyzers.A/Bundles", "HubAnalyzers.B"],
        ArchitectureDiagram.Folders("flowchart LR\n  subgraph x[\"a folder\"]\n    v[\"variables/\"]\n  end\n  subgraph A[\"HubAnalyzers.A\"]\n    g[\"Graphs/, Bundles/\"]\n  end\n  b[\"HubAnalyzers.B\"]\n"));

    private static IEnumerable<string[]> Rows(Page page, string start) =>
        page.Lines.Where(l => l.StartsWith(start, StringComparison.Ordinal)).Select(static l => l.Split('|').Select(static c => c.Trim()).ToArray());
}
