using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>A case as its consumer's compiler would see it.</summary>
internal sealed class CaseRun
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions _parse = CompilationFactory.ParseOptions(LanguageVersion.Latest);
    private static readonly SyntaxTree _usings = CSharpSyntaxTree.ParseText(ImplicitUsings, _parse, "/app/obj/Usings.g.cs");

    public CaseRun(BenchmarkCase of)
    {
        Case = of;
        Manifests = [.. (of.Manifests ?? BenchmarkCorpus.StandardManifests).Select(static name => new TestAdditionalText("/app/" + name + ".hubmodel.json", BenchmarkCorpus.Manifest(name)))];
        Generated = GeneratedClasses.For(of, Manifests);
        Sources = [.. of.Files.Select(static f => CSharpSyntaxTree.ParseText(f.Text, _parse, "/app/" + f.Name))];
        Classes = Generated.NamedIn(string.Concat(of.Files.Select(static f => f.Text)));
        var kind = Sources.Any(static s => s.GetRoot().ChildNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax>().Any())
            ? Microsoft.CodeAnalysis.OutputKind.ConsoleApplication
            : Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary;
        Compilation = CSharpCompilation.Create(
            "Consumer", [_usings, .. Sources, .. Classes], Libraries.References(of.Library),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        Options = new AnalyzerOptions(Manifests, new CaseOptions(of));
    }

    public BenchmarkCase Case { get; }

    public ImmutableArray<AdditionalText> Manifests { get; }

    public GeneratedClasses.Result Generated { get; }

    public ImmutableArray<SyntaxTree> Sources { get; }

    /// <summary>The generated classes that take part.</summary>
    public ImmutableArray<SyntaxTree> Classes { get; }

    public CSharpCompilation Compilation { get; }

    public AnalyzerOptions Options { get; }

    /// <summary>Errors of the program: a label on code that does not compile is worth nothing.</summary>
    public IReadOnlyList<Diagnostic> Errors() =>
        [.. Generated.Errors, .. Sources.SelectMany(tree => Compilation.GetSemanticModel(tree).GetDiagnostics()).Where(static d => d.Severity == DiagnosticSeverity.Error)];

    /// <summary>What the rules find; an analyzer that throws is AD0001 among it.</summary>
    public async Task<ImmutableArray<Diagnostic>> Findings(CSharpCompilation? compilation = null, CancellationToken cancellationToken = default)
    {
        var with = (compilation ?? Compilation).WithAnalyzers(
            RuleSet.Analyzers,
            new CompilationWithAnalyzersOptions(Options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var found = await with.GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        return [.. Generated.Reported, .. found.Where(static d => d.Id.StartsWith("HUB", StringComparison.Ordinal) || d.Id is "AD0001" or "AD0002")];
    }
}
