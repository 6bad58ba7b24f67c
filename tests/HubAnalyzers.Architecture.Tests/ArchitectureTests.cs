using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using HubAnalyzers.Architecture.Tests.Reading;
using HubAnalyzers.Architecture.Tests.Rules;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Architecture.Tests;

/// <summary>Dependencies lead one way, between projects and between their folders. The rules are in <c>Rules/Rules.txt</c>.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string> Projects => [.. RuleFile.Read(RuleFile.Text).Select(static p => p.Project)];

    public static TheoryData<string> Assemblies => [.. RuleFile.Read(RuleFile.Text).Select(static p => p.Project).Where(static p => p != "HubAnalyzers.Package")];

    [Fact]
    public void Every_project_has_rules() => Assert.Equal(
        Directory.EnumerateDirectories(Repository.PathOf("src")).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal),
        RuleFile.Read(RuleFile.Text).Select(static p => p.Project).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_and_its_folders_use_what_the_rules_allow_and_nothing_else(string project)
    {
        var violations = RuleFile.Of(project).ViolationsOf(CompiledProject.OfSource(project)).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_rules_themselves_lead_one_way(string project) => Assert.Null(RuleFile.Of(project).Circle());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_names_no_other_project_than_the_rules_do(string project)
    {
        var rules = RuleFile.Of(project);
        var items = XDocument.Load(Repository.PathOf("src", project, project + ".csproj")).Descendants().ToList();
        var references = items.Where(static i => i.Name.LocalName == "ProjectReference" && i.Attribute("ReferenceOutputAssembly")?.Value != "false")
            .Select(static i => Path.GetFileNameWithoutExtension(i.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(rules.Projects));

        var sources = items.Where(static i => i.Name.LocalName == "Compile").SelectMany(static i => i.Attribute("Include")!.Value.Split(';'))
            .Select(static s => Path.GetDirectoryName(s.Replace('\\', '/')["../".Length..])!);
        Assert.Empty(sources.Except(rules.CompiledIn));
    }

    [Fact]
    public void Nothing_that_ships_knows_tests_samples_or_benchmarks() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(static f => XDocument.Load(f).Descendants().Attributes("Include").Select(static a => a.Value.Replace('\\', '/'))),
        static include => include.StartsWith("../..", StringComparison.Ordinal) && !include.StartsWith("../../docs/rules/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_type_lies_in_one_folder(string project) =>
        Assert.Empty(CompiledProject.OfSource(project).Folders.Spread.Select(static t => t.ToString()).Except(["HubAnalyzers.ReasonCodes"]));

    // The compiler's own rule for analyzers, RS1035, forbids it at the source; this looks at what was compiled, suppressions and all.
    [Theory]
    [InlineData("HubAnalyzers.Analyzers")]
    [InlineData("HubAnalyzers.CodeFixes")]
    public void Analyzers_and_fixes_touch_no_file_no_network_no_process_and_no_setting_of_the_machine(string project) => Assert.Empty(OutsideOf(project));

    [Fact]
    public void What_touches_files_is_found_to_do_so() => Assert.Contains("System.IO.File", OutsideOf("HubAnalyzers.SavedModel"));

    private static IEnumerable<string> OutsideOf(string project) => CompiledProject.OfSource(project).Uses.Where(static u => u.Of.Assembly.Length > 0 && IsOutside(u.Of)).Select(static u => u.Of.ToString()).Distinct();

    private static bool IsOutside(TypeName type) => type switch
    {
        { Namespace: "System.IO" } => type.Name is not ("Path" or "IOException"),
        { Namespace: "System", Name: "Console" or "AppDomain" } => true,
        { Namespace: "System.Diagnostics", Name: "Process" or "ProcessStartInfo" } => true,
        { Namespace: "System.Reflection", Name: "Assembly" } => false,
        _ => type.Namespace.StartsWith("System.Net", StringComparison.Ordinal) || type.Namespace.StartsWith("Microsoft.Win32", StringComparison.Ordinal),
    };
}
