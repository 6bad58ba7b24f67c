using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>The rules about what code does with a model. One flow per body serves all of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainabilityAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.All.SelectMany(static r => r.Descriptors).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static c => Start(c));
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        // No library, no mistake to make: nothing is registered.
        var catalog = ManifestCatalog.From(context.Options.AdditionalFiles, context.CancellationToken);
        if (LibrarySymbols.For(context.Compilation, catalog) is not { } symbols)
        {
            return;
        }

        var program = new ProgramFlow(context.Compilation, symbols);
        var bodies = new BodiesOfInterest(context.Compilation, new LibraryUses(symbols));
        context.RegisterOperationBlockAction(c => Check(c, program, bodies));
    }

    private static void Check(OperationBlockAnalysisContext context, ProgramFlow program, BodiesOfInterest bodies)
    {
        HashSet<IOperation>? done = null;
        foreach (var block in context.OperationBlocks)
        {
            if (!bodies.Contains(block, context.CancellationToken))
            {
                continue;
            }

            // A constructor's initializer and its body are two blocks of one graph.
            var graph = context.GetControlFlowGraph(block);
            if ((done ??= []).Add(graph.OriginalOperation))
            {
                Check(context, program.FindingsOf(graph, context.CancellationToken), program.Symbols, block.Syntax.SyntaxTree);
            }
        }
    }

    private static void Check(OperationBlockAnalysisContext context, Findings findings, LibrarySymbols symbols, SyntaxTree tree)
    {
        if (findings.All.Count == 0)
        {
            return;
        }

        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        var rules = new RuleContext(symbols, BatchNormPolicyOptions.Read(options), LearningRateOption.Read(options));
        foreach (var rule in Rule.All)
        {
            foreach (var diagnostic in rule.Check(findings, rules))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }
}
