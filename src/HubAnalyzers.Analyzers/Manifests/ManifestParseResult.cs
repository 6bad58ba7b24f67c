using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>A manifest, or where and why it cannot be read; exactly one of the two is set.</summary>
internal sealed record ManifestParseResult(ManifestModel? Model, ManifestError? Error);

/// <summary>A fault in a manifest.</summary>
/// <param name="RuleId"><see cref="Rulebook.UnreadableManifest"/> or <see cref="Rulebook.NewerSchema"/>.</param>
/// <param name="Message">What is wrong, without the place.</param>
/// <param name="Span">The place in the text.</param>
/// <param name="LineSpan">The place by line and column.</param>
internal sealed record ManifestError(string RuleId, string Message, TextSpan Span, LinePositionSpan LineSpan);
