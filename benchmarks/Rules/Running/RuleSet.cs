using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>Every analyzer and fix of the assemblies that ship, found as the compiler finds them: by attribute.</summary>
internal static class RuleSet
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Make<DiagnosticAnalyzer>("HubAnalyzers.Analyzers", typeof(DiagnosticAnalyzerAttribute));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Make<CodeFixProvider>("HubAnalyzers.CodeFixes", typeof(ExportCodeFixProviderAttribute));

    private static ImmutableArray<T> Make<T>(string assembly, Type attribute) =>
        [.. Assembly.Load(assembly).GetTypes().Where(t => t.IsDefined(attribute, inherit: false)).OrderBy(static t => t.FullName, StringComparer.Ordinal).Select(static t => (T)Activator.CreateInstance(t)!)];
}
