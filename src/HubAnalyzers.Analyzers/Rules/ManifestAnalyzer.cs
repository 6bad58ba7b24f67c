using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using HubAnalyzers.Analyzers.Generation;
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
        context.RegisterAdditionalFileAction(static c => Check(c));
    }

    /// <summary>Of two manifests that claim one handle or class name, the later by its path is reported, with the name of the other.</summary>
    private static void CheckClaims(AdditionalFileAnalysisContext context)
    {
        if (InputOf(context.AdditionalFile, context) is not { } input)
        {
            return;
        }

        var earlier = context.Options.AdditionalFiles
            .Where(f => ManifestCatalog.IsManifest(f.Path) && string.CompareOrdinal(f.Path, context.AdditionalFile.Path) < 0)
            .OrderBy(static f => f.Path, StringComparer.Ordinal);
        foreach (var file in earlier)
        {
            if (InputOf(file, context) is { } other && (other.Model.Handle == input.Model.Handle || other.FullName == input.FullName))
            {
                var claimed = other.Model.Handle == input.Model.Handle ? Phrases.Handle(input.Model.Handle) : Phrases.ClassName(input.ClassName);
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.DuplicateManifest, Location.Create(context.AdditionalFile.Path, default, default), claimed, Path.GetFileName(file.Path)));
                return;
            }
        }
    }

    private static GenerationInput? InputOf(AdditionalText file, AdditionalFileAnalysisContext context) =>
        GenerationRequest.Of(file, file.GetText(context.CancellationToken), context.Options.AnalyzerConfigOptionsProvider)?.Read();

    private static void Check(AdditionalFileAnalysisContext context)
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

        CheckClaims(context);
    }
}
