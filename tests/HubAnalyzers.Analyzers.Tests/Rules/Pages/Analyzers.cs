using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Analyzers.Generation;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Testing;

/// <summary>The analyzers of the package, found as the compiler finds them.</summary>
internal static class Analyzers
{
    public static IReadOnlyList<DiagnosticAnalyzer> All { get; } =
        [.. typeof(HubModelGenerator).Assembly.GetTypes()
            .Where(static t => t is { IsAbstract: false } && Attribute.IsDefined(t, typeof(DiagnosticAnalyzerAttribute)))
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];
}
