using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Testing;

/// <summary>A program in a project of its own, with manifests, the classes generated from them, and every analyzer of the package.</summary>
internal static class SampleRun
{
    private static readonly CSharpParseOptions _parse = CompilationFactory.ParseOptions(LanguageVersion.Latest);
    private static readonly ConcurrentDictionary<(IReadOnlyList<AdditionalText> Manifests, bool WithTensorFlowNet), Compilation> _projects = new();

    /// <summary>What the analyzers say of the program, in its order, hidden diagnostics included. A program that draws as much as a warning of the compiler fails.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsOf(string text, IReadOnlyList<AdditionalText> manifests, IEnumerable<string> options, bool withTensorFlowNet)
    {
        var provider = new SampleOptions(options);
        var program = CSharpSyntaxTree.ParseText(text, _parse, "/app/Program.cs");
        var compilation = _projects.GetOrAdd((manifests, withTensorFlowNet), static p => Project(p.Manifests, p.WithTensorFlowNet)).AddSyntaxTrees(program);
        var refused = compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(refused.Count == 0, string.Join('\n', refused));

        var analyzed = compilation.WithAnalyzers(
            [.. Analyzers.All],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. manifests], provider), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Assert.True(diagnostics.All(static d => d.Id != "AD0001"), string.Join('\n', diagnostics));
        return [.. diagnostics.Where(d => d.Location.SourceTree == program).OrderBy(static d => d.Location.SourceSpan)];
    }

    // Without the program, so that many programs share what is made of manifests and references.
    private static Compilation Project(IReadOnlyList<AdditionalText> manifests, bool withTensorFlowNet)
    {
        string[] surroundings = withTensorFlowNet ? [PageModels.Surroundings, PageModels.TensorFlowNetUsings] : [PageModels.Surroundings];
        var bare = CSharpCompilation.Create(
            "Sample",
            surroundings.Select(static u => CSharpSyntaxTree.ParseText(u, _parse, "/app/Usings.cs")),
            [.. CompilationFactory.ReferencesFor(HubReferences.Runtime), .. withTensorFlowNet ? StubLibraries.TensorFlowNet : []],
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]));
        CSharpGeneratorDriver.Create([new HubModelGenerator().AsSourceGenerator()], manifests, _parse, new SampleOptions([]))
            .RunGeneratorsAndUpdateCompilation(bare, out var compilation, out _);
        return compilation;
    }

    private sealed class SampleOptions(IEnumerable<string> options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(["build_property.RootNamespace=MyProject"]);

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
