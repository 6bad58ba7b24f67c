using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>The classes that the generator makes of a case's manifests: made once for all cases that have the same manifests, library and properties.</summary>
internal static class GeneratedClasses
{
    private static readonly ConcurrentDictionary<string, Lazy<Result>> _results = new(StringComparer.Ordinal);

    public static Result For(BenchmarkCase of, ImmutableArray<AdditionalText> manifests)
    {
        var key = string.Join('\n', [of.Library.ToString(), .. manifests.Select(static m => m.Path), .. of.Properties.Select(static p => p.Key + "=" + p.Value)]);
        return _results.GetOrAdd(key, _ => new Lazy<Result>(() => Generate(of, manifests))).Value;
    }

    private static Result Generate(BenchmarkCase of, ImmutableArray<AdditionalText> manifests)
    {
        var parse = CompilationFactory.ParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Consumer", [CSharpSyntaxTree.ParseText("", parse)], Libraries.References(of.Library),
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var driver = CSharpGeneratorDriver.Create([new HubModelGenerator().AsSourceGenerator()], manifests, parse, new CaseOptions(of));
        _ = driver.RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var diagnostics);

        var errors = updated.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error);
        return new Result([.. updated.SyntaxTrees.Skip(1)], diagnostics, [.. errors]);
    }

    /// <summary>Trees to add to a case, what the generator reported, and errors in what it wrote.</summary>
    public sealed record Result(ImmutableArray<SyntaxTree> Trees, ImmutableArray<Diagnostic> Reported, ImmutableArray<Diagnostic> Errors);
}
