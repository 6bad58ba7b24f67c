using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>HUB0007: a write of the whole that discards the choice for a layer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DiscardedChoiceFixProvider))]
public sealed class DiscardedChoiceFixProvider() : HubCodeFixProvider(new SetWholeFirst());
