using System;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>A manifest's text and the class that the project wants of it. Equal by content: a file that was only touched is not read again.</summary>
/// <param name="Path">The manifest's path, which decides between two manifests that give one class.</param>
/// <param name="Namespace">The class' namespace, as metadata spells it.</param>
/// <param name="ClassName">The class.</param>
/// <param name="IsInternal">Whether the class is for its own assembly only.</param>
/// <param name="Text">The manifest.</param>
internal sealed record GenerationRequest(string Path, string Namespace, string ClassName, bool IsInternal, SourceText Text)
{
    private const string ClassNameKey = "build_metadata.AdditionalFiles.HubModelClassName";
    private const string AccessibilityKey = "build_metadata.AdditionalFiles.HubModelAccessibility";
    private const string AccessibilityOfAllKey = "build_property.HubModelAccessibility";

    /// <summary>The request for a file; null where it cannot be opened.</summary>
    public static GenerationRequest? Of(AdditionalText file, SourceText? text, AnalyzerConfigOptionsProvider options)
    {
        if (text is null)
        {
            return null;
        }

        var metadata = options.GetOptions(file);
        return new GenerationRequest(
            file.Path,
            ClassNames.Namespace(options.GlobalOptions),
            Value(metadata, ClassNameKey) is { } asked ? ClassNames.Class(asked) : ClassNames.ClassOfFile(file.Path),
            IsInternalWord(Value(metadata, AccessibilityKey) ?? Value(options.GlobalOptions, AccessibilityOfAllKey)),
            text);
    }

    /// <summary>The input of the output: the manifest, read; null where it cannot be.</summary>
    public GenerationInput? Read() => ManifestCatalog.Parse(Text).Model is { } model ? new GenerationInput(Path, Namespace, ClassName, IsInternal, model) : null;

    public bool Equals(GenerationRequest? other) =>
        other is not null && Path == other.Path && Namespace == other.Namespace && ClassName == other.ClassName && IsInternal == other.IsInternal &&
        Text.ContentEquals(other.Text);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);

    private static string? Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static bool IsInternalWord(string? word) => string.Equals(word?.Trim(), SyntaxFacts.GetText(SyntaxKind.InternalKeyword), StringComparison.OrdinalIgnoreCase);
}
