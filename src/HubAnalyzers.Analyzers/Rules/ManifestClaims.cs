using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>Which manifests of a project claim a handle, and which a class name, in the order of their paths.</summary>
internal sealed class ManifestClaims
{
    private readonly Dictionary<string, List<string>> _pathsByHandle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _pathsByClass = new(StringComparer.Ordinal);

    public static ManifestClaims Of(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var claims = new ManifestClaims();
        foreach (var file in options.AdditionalFiles.Where(static f => ManifestCatalog.IsManifest(f.Path)).OrderBy(static f => f.Path, StringComparer.Ordinal))
        {
            if (InputOf(file, options, cancellationToken) is { } input)
            {
                Add(claims._pathsByHandle, input.Model.Handle, input.Path);
                Add(claims._pathsByClass, input.FullName, input.Path);
            }
        }

        return claims;
    }

    /// <summary>What a manifest and another claim, in words, with the way from this file to that one; null where nobody else claims the same, or the file cannot be read.</summary>
    public (string Claim, string Other)? Shared(AdditionalText file, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (InputOf(file, options, cancellationToken) is not { } input)
        {
            return null;
        }

        var byHandle = OtherIn(_pathsByHandle, input.Model.Handle, input.Path);
        var byClass = OtherIn(_pathsByClass, input.FullName, input.Path);
        return byHandle is not null && (byClass is null || string.CompareOrdinal(byHandle, byClass) <= 0) ? (Phrases.Handle(input.Model.Handle), RelativePath.Between(input.Path, byHandle))
            : byClass is not null ? (Phrases.ClassName(input.ClassName), RelativePath.Between(input.Path, byClass))
            : null;
    }

    private static GenerationInput? InputOf(AdditionalText file, AnalyzerOptions options, CancellationToken cancellationToken) =>
        GenerationRequest.Of(file, file.GetText(cancellationToken), options.AnalyzerConfigOptionsProvider)?.Read();

    private static void Add(Dictionary<string, List<string>> claims, string claim, string path)
    {
        if (!claims.TryGetValue(claim, out var paths))
        {
            claims.Add(claim, paths = []);
        }

        paths.Add(path);
    }

    private static string? OtherIn(Dictionary<string, List<string>> claims, string claim, string path) =>
        claims.TryGetValue(claim, out var paths) ? paths.Find(other => other != path) : null;
}
