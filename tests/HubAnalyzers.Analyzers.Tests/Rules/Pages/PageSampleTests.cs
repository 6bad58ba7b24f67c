using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Testing;

/// <summary>Every C# block of every page compiles and draws exactly the diagnostics that its comments claim.</summary>
public sealed class PageSampleTests
{
    /// <summary>Rules whose analyzers are still to come. Their claims must not hold yet: a rule that works is taken out here.</summary>
    private static readonly ImmutableHashSet<string> _awaited =
    [
        "HUB0003", "HUB0004", "HUB0005", "HUB0006", "HUB0007", "HUB0008", "HUB0009", "HUB0010", "HUB0011", "HUB0012", "HUB0013", "HUB0014",
        "HUB0015", "HUB0016", "HUB0017", "HUB0018",
    ];

    private static readonly IReadOnlyList<PageBlock> _blocks = [.. RulePage.Ids.SelectMany(static id => RulePage.Of(id).Blocks)];

    public static TheoryData<string> Programs => [.. _blocks.Where(static b => b.Language == "csharp").Select(static b => b.ToString())];

    public static TheoryData<string> DamagedManifests => [.. _blocks.Where(static b => b.Language == "json" && b.Words.Count > 0).Select(static b => b.ToString())];

    public static TheoryData<string> RulesOfCode => [.. RulePage.Ids.Where(static id => RulePage.Of(id).Category != "Manifest")];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_sample_draws_what_it_claims(string name)
    {
        var block = _blocks.Single(b => b.ToString() == name);
        var found = await FindingsIn(block);
        var awaited = block.Claims.Where(static c => _awaited.Contains(c[^7..])).ToList();

        Assert.Equal(string.Join("\n", block.Claims.Except(awaited)), string.Join("\n", found.Except(awaited)));
        Assert.True(awaited.Count == 0 || awaited.Except(found).Any(), $"{name} works: take {string.Join(", ", awaited.Select(static c => c[^7..]).Distinct())} out of the awaited rules.");
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

    private static async Task<IReadOnlyList<string>> FindingsIn(PageBlock block)
    {
        var withTensorFlowNet = block.Words.Contains("tensorflow.net");
        var parse = CompilationFactory.ParseOptions(LanguageVersion.Latest);
        var program = CSharpSyntaxTree.ParseText(block.Text, parse, "/app/Program.cs");
        var options = new SampleOptions(block.Options);
        var bare = CSharpCompilation.Create(
            "Sample",
            [program, .. Usings(withTensorFlowNet).Select(u => CSharpSyntaxTree.ParseText(u, parse, "/app/Usings.cs"))],
            [.. CompilationFactory.ReferencesFor(HubReferences.Runtime), .. withTensorFlowNet ? StubLibraries.TensorFlowNet : []],
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new HubModelGenerator().AsSourceGenerator()], PageModels.Manifests, parse, options)
            .RunGeneratorsAndUpdateCompilation(bare, out var compilation, out _);
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));

        var analyzed = compilation.WithAnalyzers(
            [.. Analyzers.All],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. PageModels.Manifests], options), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Assert.True(diagnostics.All(static d => d.Id != "AD0001"), string.Join('\n', diagnostics));
        return [.. diagnostics.Where(d => d.Location.SourceTree == program)
            .OrderBy(static d => d.Location.SourceSpan)
            .Select(static d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id}")];
    }

    private static string[] Usings(bool withTensorFlowNet) =>
        withTensorFlowNet ? [PageModels.Surroundings, PageModels.TensorFlowNetUsings] : [PageModels.Surroundings];

    private sealed class SampleOptions(IEnumerable<string> options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(["build_property.RootNamespace=App"]);

        private Values OfTrees { get; } = new(options);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => OfTrees;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values([]);
    }

    private sealed class Values(IEnumerable<string> options) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = options.ToDictionary(static o => o[..o.IndexOf('=')], static o => o[(o.IndexOf('=') + 1)..], StringComparer.OrdinalIgnoreCase);

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}
