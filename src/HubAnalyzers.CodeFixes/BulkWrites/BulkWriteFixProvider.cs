using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes.BulkWrites;

/// <summary>HUB0004: a request in bulk that reaches layers which must not train.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BulkWriteFixProvider))]
public sealed class BulkWriteFixProvider() : HubCodeFixProvider(new UseLayersThatCanTrain(), new SkipLayersThatMustNotTrain());
