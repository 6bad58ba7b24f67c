using System;
using System.Collections.Immutable;
using System.Threading;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0090, HUB0092 and HUB0093: manifests that cannot be read or that claim the same, at the place in the JSON file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManifestAnalyzer : DiagnosticAnalyzer
{
    private static readonly string _version = typeof(ManifestAnalyzer).Assembly.GetName().Version.ToString(3);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.UnreadableManifest, Descriptors.NewerSchema, Descriptors.DuplicateManifest);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // Told once for all manifests, when the first asks. What was broken off is begun again.
            var options = start.Options;
            var cancellationToken = start.CancellationToken;
            var claims = new Lazy<ManifestClaims>(() => ManifestClaims.Of(options, cancellationToken), LazyThreadSafetyMode.PublicationOnly);
            start.RegisterAdditionalFileAction(c => Check(c, claims));
        });
    }

    private static void Check(AdditionalFileAnalysisContext context, Lazy<ManifestClaims> claims)
    {
        var file = context.AdditionalFile;
        if (!ManifestCatalog.IsManifest(file.Path))
        {
            return;
        }

        if (file.GetText(context.CancellationToken) is not { } text)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnreadableManifest, Location.Create(file.Path, default, default), "the file cannot be opened"));
            return;
        }

        if (ManifestCatalog.Parse(text).Error is { } error)
        {
            var descriptor = error.RuleId == Rulebook.NewerSchema ? Descriptors.NewerSchema : Descriptors.UnreadableManifest;
            context.ReportDiagnostic(Diagnostic.Create(descriptor, Location.Create(file.Path, error.Span, error.LineSpan), error.Message, _version));
            return;
        }

        if (claims.Value.Shared(file, context.Options, context.CancellationToken) is { } shared)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.DuplicateManifest, Location.Create(file.Path, default, default), shared.Claim, shared.Other));
        }
    }
}
