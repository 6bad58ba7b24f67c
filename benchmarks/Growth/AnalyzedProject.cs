using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Benchmarks.Generator;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>A project of some manifests and some C# files, with the classes that the generator makes of the manifests.</summary>
internal sealed class AnalyzedProject
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = [.. typeof(HubModelGenerator).Assembly.GetTypes()
        .Where(static t => t.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false)).Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    private static readonly TestOptionsProvider _options = new(new Dictionary<string, string> { ["RootNamespace"] = "App" });

    private readonly ImmutableArray<AdditionalText> _manifests;
    private readonly CSharpCompilation _sources;
    private readonly CSharpCompilation _compilation;

    public AnalyzedProject(int manifests, int layers, IEnumerable<string> sources)
    {
        _manifests = [.. Enumerable.Range(0, manifests).Select(i => new TestAdditionalText($"/app/net{i}.hubmodel.json", Manifests.Text($"net{i}", layers)))];
        _sources = CompilationFactory.Create(HubReferences.Runtime, sources: [.. sources]);
        Driver().RunGeneratorsAndUpdateCompilation(_sources, out var compilation, out _);
        _compilation = (CSharpCompilation)compilation;
        var errors = _compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Take(3).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException("What is measured does not compile: " + string.Join("; ", errors));
        }
    }

    /// <summary>A first run of the generator.</summary>
    public void Generate() => Driver().RunGenerators(_sources);

    /// <summary>What all rules take, without the compiler's own part.</summary>
    public TimeSpan Analyze()
    {
        var with = _compilation.Clone().WithAnalyzers(
            _analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions(_manifests, _options), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var result = with.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        var found = result.GetAllDiagnostics();
        return found.Length > 0 && !found.Any(static d => d.Id.StartsWith("AD", StringComparison.Ordinal))
            ? TimeSpan.FromTicks(result.AnalyzerTelemetryInfo.Values.Sum(static t => t.ExecutionTime.Ticks))
            : throw new InvalidOperationException($"The rules found {(found.Length == 0 ? "nothing" : string.Join("; ", found.Take(3)))}.");
    }

    private static CSharpParseOptions Parse => CompilationFactory.ParseOptions(LanguageVersion.Latest);

    private GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new HubModelGenerator().AsSourceGenerator()], _manifests, Parse, _options);
}
