using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes.Constants;

/// <summary>HUB0009, HUB0011 and HUB0013: a constant that should be another.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstantFixProvider))]
public sealed class ConstantFixProvider() : HubCodeFixProvider(new SetLearningRate(), new PinHandle(), new UseExpectedValue());
