using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes.Layers;

/// <summary>HUB0006 and HUB0018: layers looked up by name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LayerNameFixProvider))]
public sealed class LayerNameFixProvider() : HubCodeFixProvider(new UseNearestName(), new UseTypedAccessor());
