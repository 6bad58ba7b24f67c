using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>Which manifest of a project, the first by its path, claims a handle, and which a class name.</summary>
internal sealed class ManifestClaims
{
    private readonly Dictionary<string, string> _pathByHandle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _pathByClass = new(StringComparer.Ordinal);

    public static ManifestClaims Of(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var claims = new ManifestClaims();
        foreach (var file in options.AdditionalFiles.Where(static f => ManifestCatalog.IsManifest(f.Path)).OrderBy(static f => f.Path, StringComparer.Ordinal))
        {
            if (InputOf(file, options, cancellationToken) is { } input)
            {
                Add(claims._pathByHandle, input.Model.Handle, input.Path);
                Add(claims._pathByClass, input.FullName, input.Path);
            }
        }

        return claims;
    }

    /// <summary>What a manifest claims that an earlier one has claimed, in words, with the name of that file; null where it is the first, or cannot be read.</summary>
    public (string Claim, string FileName)? Earlier(AdditionalText file, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (InputOf(file, options, cancellationToken) is not { } input)
        {
            return null;
        }

        var byHandle = EarlierIn(_pathByHandle, input.Model.Handle, input.Path);
        var byClass = EarlierIn(_pathByClass, input.FullName, input.Path);
        return byHandle is not null && (byClass is null || string.CompareOrdinal(byHandle, byClass) <= 0) ? (Phrases.Handle(input.Model.Handle), Path.GetFileName(byHandle))
            : byClass is not null ? (Phrases.ClassName(input.ClassName), Path.GetFileName(byClass))
            : null;
    }

    private static GenerationInput? InputOf(AdditionalText file, AnalyzerOptions options, CancellationToken cancellationToken) =>
        GenerationRequest.Of(file, file.GetText(cancellationToken), options.AnalyzerConfigOptionsProvider)?.Read();

    private static void Add(Dictionary<string, string> claims, string claim, string path)
    {
        if (!claims.ContainsKey(claim))
        {
            claims.Add(claim, path);
        }
    }

    private static string? EarlierIn(Dictionary<string, string> claims, string claim, string path) =>
        claims.TryGetValue(claim, out var first) && string.CompareOrdinal(first, path) < 0 ? first : null;
}
