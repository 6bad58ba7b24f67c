using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>All that the generator wants to know of a compilation: values, no symbols, so that a keystroke changes nothing.</summary>
/// <param name="Facts">Whether HubAnalyzers.Abstractions is referenced; nothing is generated without.</param>
/// <param name="Runtime">Whether HubAnalyzers.Runtime is referenced.</param>
/// <param name="Nullable">Whether the language has nullable reference types (C# 8).</param>
internal sealed record Capabilities(bool Facts, bool Runtime, bool Nullable)
{
    public static Capabilities Of(Compilation compilation, ParseOptions options) => new(
        Has(compilation, "HubAnalyzers.HubModelInfo"),
        Has(compilation, "HubAnalyzers.Runtime.HubModel"),
        options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 });

    private static bool Has(Compilation compilation, string metadataName) => compilation.GetTypesByMetadataName(metadataName).Any(static t => t.DeclaredAccessibility == Accessibility.Public);
}
