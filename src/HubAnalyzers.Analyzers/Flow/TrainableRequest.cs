using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>A place where code asks that something train, on every path that reaches it.</summary>
/// <param name="Target">What is asked to train: a model or a layer.</param>
/// <param name="Syntax">The assignment, or the argument.</param>
internal sealed record TrainableRequest(Denotation Target, SyntaxNode Syntax);
