using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>Generated classes beside what a user may have: types and namespaces of all names, other projects, any language version.</summary>
public sealed class NeighbourTests
{
    private const string Undocumented = "#pragma warning disable CS1591\n";

    private static readonly string _manifest = ManifestText.Of("net", ManifestText.Layer("net/block/conv", "Block.Conv"), ManifestText.Layer("net/bn", "Bn", "batch_norm"));

    public static TheoryData<HubReferences, LanguageVersion> Languages
    {
        get
        {
            var data = new TheoryData<HubReferences, LanguageVersion>();
            foreach (var version in Enum.GetValues<LanguageVersion>().Where(static v => v is >= LanguageVersion.CSharp9 and not LanguageVersion.Default))
            {
                data.Add(HubReferences.Facts, version);
                data.Add(HubReferences.Runtime, version);
            }

            data.Add(HubReferences.Facts, LanguageVersion.CSharp7_3);
            data.Add(HubReferences.Facts, LanguageVersion.CSharp8);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_version_compiles_it(HubReferences references, LanguageVersion version) =>
        GeneratorRun.Of(CompilationFactory.Create(references, version), ("net.hubmodel.json", _manifest)).CompilesClean();

    [Theory]
    [InlineData("namespace App.System { public class String { } public class Obsolete { } }")]
    [InlineData("namespace App.HubAnalyzers { public class HubModelInfo { } }")]
    [InlineData("namespace App.HubModels.System { public class Int64 { } }")]
    [InlineData("namespace App.HubModels.HubAnalyzers.Runtime { public class HubModel { } }")]
    [InlineData("namespace App { public class Net { } public class Info { } public class Handle { } }")]
    [InlineData("namespace App.HubModels { public class BlockScope { } public class Block { } public class InfoHolder { } public class HubLayer { } }")]
    [InlineData("public class Net { } public class Trainability { }")]
    [InlineData("namespace Net { public class Block { } }")]
    [InlineData("namespace App.HubModels { public partial class Net2 { } } namespace App { class A { static string H => HubModels.Net.Handle; } }")]
    public void Names_of_the_user_s_own_do_not_get_in_the_way(string source)
    {
        foreach (var references in new[] { HubReferences.Facts, HubReferences.Runtime })
        {
            GeneratorRun.Of(CompilationFactory.Create(references, sources: Undocumented + source), ("net.hubmodel.json", _manifest)).CompilesClean();
        }
    }

    [Fact]
    public void A_user_adds_members_in_a_part_of_the_class()
    {
        const string Source = "namespace App.HubModels { public sealed partial class Net { public bool IsSmall => Info.TotalParameters < 1000 && !Block.Conv.Trainable; } }";

        GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime, sources: Undocumented + Source), ("net.hubmodel.json", _manifest)).CompilesClean();
    }

    [Theory]
    [InlineData(null, null, Accessibility.Public)]
    [InlineData("internal", null, Accessibility.Internal)]
    [InlineData(" Internal ", null, Accessibility.Internal)]
    [InlineData("public", null, Accessibility.Public)]
    [InlineData("anything", null, Accessibility.Public)]
    [InlineData(null, "internal", Accessibility.Internal)]
    [InlineData("internal", "public", Accessibility.Public)]
    [InlineData("internal", "", Accessibility.Internal)]
    public void A_class_is_public_unless_project_or_item_says_internal(string? property, string? metadata, Accessibility expected)
    {
        foreach (var references in new[] { HubReferences.Facts, HubReferences.Runtime })
        {
            var run = GeneratorRun.Of(CompilationFactory.Create(references), Options("App", property, metadata), ("net.hubmodel.json", _manifest)).CompilesClean();

            Assert.Equal(expected, run.Output.Assembly.GetTypeByMetadataName("App.HubModels.Net")!.DeclaredAccessibility);
        }
    }

    [Theory]
    [InlineData("internal")]
    [InlineData("public")]
    public void Two_projects_that_see_each_other_s_internals_both_have_the_manifest(string accessibility)
    {
        foreach (var references in new[] { HubReferences.Facts, HubReferences.Runtime })
        {
            var first = Project("First", references, accessibility, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Second\")]");
            var second = Project("Second", references, accessibility, "static class P { static string A => First.HubModels.Net.Handle + Second.HubModels.Net.Digest; }", first.ToMetadataReference());

            Assert.Empty(second.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        }
    }

    [Fact]
    public void Two_projects_with_one_namespace_still_compile()
    {
        var first = Project("First", HubReferences.Runtime, "internal", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Second\")]", root: "Shared");
        var second = Project("Second", HubReferences.Runtime, "internal", "", first.ToMetadataReference(), root: "Shared");

        Assert.Empty(second.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
    }

    private static Compilation Project(string name, HubReferences references, string accessibility, string source, MetadataReference? reference = null, string? root = null)
    {
        var compilation = CompilationFactory.Create(references, sources: source).WithAssemblyName(name);
        return GeneratorRun.Of(reference is null ? compilation : compilation.AddReferences(reference), Options(root ?? name, accessibility, null), ("net.hubmodel.json", _manifest)).Output;
    }

    private static TestOptionsProvider Options(string root, string? property, string? metadata)
    {
        var properties = new Dictionary<string, string> { ["RootNamespace"] = root };
        if (property is not null)
        {
            properties["HubModelAccessibility"] = property;
        }

        return new TestOptionsProvider(properties, metadata is null
            ? null
            : new Dictionary<string, IReadOnlyDictionary<string, string>> { ["net.hubmodel.json"] = new Dictionary<string, string> { ["HubModelAccessibility"] = metadata } });
    }
}
