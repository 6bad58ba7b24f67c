using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes.Training;

/// <summary>HUB0008: pretrained layers train beside a head that was never fitted.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UntrainedHeadFixProvider))]
public sealed class UntrainedHeadFixProvider() : HubCodeFixProvider(new InsertHeadStage());
