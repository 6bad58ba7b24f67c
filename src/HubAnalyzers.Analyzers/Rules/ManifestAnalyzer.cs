using System.Collections.Immutable;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0090 and HUB0093: manifests that cannot be read, at the place in the JSON file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManifestAnalyzer : DiagnosticAnalyzer
{
    private static readonly string _version = typeof(ManifestAnalyzer).Assembly.GetName().Version.ToString(3);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.UnreadableManifest, Descriptors.NewerSchema);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(static c => Check(c));
    }

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
        }
    }
}
