using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>docs/generated-classes.md: what it shows compiles, and what it says of names is so.</summary>
public sealed class GuideTests
{
    private static readonly string _guide = File.ReadAllText(Repository.PathOf("docs", "generated-classes.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Its_programs_compile()
    {
        var programs = Regex.Matches(_guide, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(static m => m.Groups[1].Value).ToList();
        Assert.Equal(3, programs.Count);
        var manifest = ManifestText.Of("net", ManifestText.Layer("net/block_1/expand", "Block1.Expand"), ManifestText.Layer("net/conv", "Conv"));

        foreach (var program in programs)
        {
            var source = "using System; using HubAnalyzers; using HubAnalyzers.Runtime; using App.HubModels;\nstatic class Program { static void Main() {\n" + program + "} }";
            var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime, sources: source), ("net.hubmodel.json", manifest));
            Assert.Empty(run.Output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        }
    }

    [Theory]
    [InlineData("MobilenetV2/expanded_conv_16/expand", "`ExpandedConv16.Expand`")]
    [InlineData("MobilenetV2/Conv1", "`Conv1`")]
    [InlineData("MobilenetV2/Conv_1", "`Conv_1`")]
    [InlineData("MobilenetV2/block", "`Block.Layer`")]
    [InlineData("MobilenetV2/1x1", "`_1x1`")]
    [InlineData("MobilenetV2/class", "`Class`")]
    public void Its_names_are_those_that_layers_get(string layer, string name)
    {
        var names = AccessorNames.For(["MobilenetV2/expanded_conv_16/expand", "MobilenetV2/Conv1", "MobilenetV2/Conv_1", "MobilenetV2/block", "MobilenetV2/block/expand", "MobilenetV2/1x1", "MobilenetV2/class"]);

        Assert.Equal(name, $"`{names[layer]}`");
        Assert.Contains(name, _guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_links_lead_somewhere() => Assert.All(
        Regex.Matches(_guide, @"\]\(([^)]+)\)").Select(static m => m.Groups[1].Value),
        static link => Assert.True(File.Exists(Repository.PathOf(["docs", .. link.Split('/')])), link));
}
