using System.Collections.Generic;
using System.Collections.Immutable;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0001 and HUB0002: code that asks for what the manifest says cannot be. One pass per body for all of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainabilityAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.FrozenModel, Descriptors.BatchNorm);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static c => Start(c));
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        // No manifest, no facts; no library, no mistake to make. Either way nothing is registered.
        var catalog = ManifestCatalog.From(context.Options.AdditionalFiles, context.CancellationToken);
        if (catalog.Models.IsEmpty || LibrarySymbols.For(context.Compilation, catalog) is not { } symbols)
        {
            return;
        }

        context.RegisterOperationBlockAction(c => Check(c, symbols));
    }

    private static void Check(OperationBlockAnalysisContext context, LibrarySymbols symbols)
    {
        HashSet<IOperation>? done = null;
        foreach (var block in context.OperationBlocks)
        {
            if (!TreesOfInterest.Mentions(block.Syntax, context.CancellationToken))
            {
                continue;
            }

            // A constructor's initializer and its body are two blocks of one graph.
            var graph = context.GetControlFlowGraph(block);
            if (!(done ??= []).Add(graph.OriginalOperation))
            {
                continue;
            }

            var policy = BatchNormPolicyOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GetOptions(block.Syntax.SyntaxTree));
            foreach (var request in BodyFlow.Requests(graph, symbols, context.CancellationToken))
            {
                if (TrainabilityRules.Check(request, policy) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }
}
