using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
    public sealed record Result(ImmutableArray<SyntaxTree> Trees, ImmutableArray<Diagnostic> Reported, ImmutableArray<Diagnostic> Errors)
    {
        private readonly ImmutableArray<(SyntaxTree Tree, string? Class)> _classes = [.. Trees.Select(static t => (t, ClassOf(t)))];

        /// <summary>The trees that a program can tell from their absence: most of a case's time goes into binding the others.</summary>
        public ImmutableArray<SyntaxTree> NamedIn(string program)
        {
            ImmutableArray<SyntaxTree> named = [.. _classes.Where(c => c.Class is null || program.Contains(c.Class, StringComparison.Ordinal)).Select(static c => c.Tree)];

            // A using directive needs the namespace to be there.
            return named.IsEmpty ? [.. Trees.Take(1)] : named;
        }

        private static string? ClassOf(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText;
    }
}
