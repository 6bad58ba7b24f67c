using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>A layer was switched on its own.</summary>
/// <param name="Syntax">Where.</param>
/// <param name="Value">To what; null where that is not known.</param>
internal sealed record LayerChoice(SyntaxNode Syntax, bool? Value);
