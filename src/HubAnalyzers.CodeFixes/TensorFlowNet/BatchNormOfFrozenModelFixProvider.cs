using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes.TensorFlowNet;

/// <summary>HUB0017: a batch normalization that stays live in a frozen model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BatchNormOfFrozenModelFixProvider))]
public sealed class BatchNormOfFrozenModelFixProvider() : HubCodeFixProvider(new AddTrainableFalse());
