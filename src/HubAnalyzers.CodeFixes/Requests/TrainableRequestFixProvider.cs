using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>HUB0001, HUB0002, HUB0003 and HUB0005: a request to train what cannot or should not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TrainableRequestFixProvider))]
public sealed class TrainableRequestFixProvider() : HubCodeFixProvider(new RemoveRequest(), new UseTrainableVariant(), new SetBatchNormPolicy());
