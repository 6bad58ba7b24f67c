using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.CodeFixes.BulkWrites;

/// <summary>The parts of a request in bulk, as far as they stand in one place.</summary>
internal sealed class BulkWrite
{
    private BulkWrite()
    {
    }

    /// <summary>The write itself; null where a list of layers is handed over instead.</summary>
    public AssignmentExpressionSyntax? Assignment { get; private init; }

    /// <summary>The loop's variable or the lambda's parameter that is written to; null where the model itself is.</summary>
    public SimpleNameSyntax? Each { get; private init; }

    /// <summary>The model's whole collection of layers, from which loop or query start; null where it is not named here.</summary>
    public MemberAccessExpressionSyntax? Layers { get; private init; }

    /// <summary>Whether batch normalizations must not train, or the policy lets them.</summary>
    public bool BatchNormsMustNot { get; private init; }

    public static BulkWrite? At(FixContext context, Diagnostic diagnostic)
    {
        var mustNot = BatchNormPolicyOptions.Read(context.Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(context.Model.SyntaxTree)) == BatchNormPolicyOption.Frozen;
        if (context.NodeAt<AssignmentExpressionSyntax>(diagnostic.Location) is not { Left: MemberAccessExpressionSyntax target } assignment || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            return context.NodeAt<ExpressionSyntax>(diagnostic.Location) is { } list && LayersIn(context, list) is { } handedOver
                ? new BulkWrite { Layers = handedOver, BatchNormsMustNot = mustNot }
                : null;
        }

        if (target.Expression is SimpleNameSyntax name && SourceOf(context, name) is { } source)
        {
            return new BulkWrite { Assignment = assignment, Each = name, Layers = LayersIn(context, source), BatchNormsMustNot = mustNot };
        }

        return IsModel(context, target.Expression)
            ? new BulkWrite { Assignment = assignment, BatchNormsMustNot = mustNot }
            : null;
    }

    /// <summary>What a loop variable or a lambda's parameter runs over.</summary>
    private static ExpressionSyntax? SourceOf(FixContext context, SimpleNameSyntax name)
    {
        var symbol = context.Model.GetSymbolInfo(name, context.Cancellation).Symbol;
        return symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancellation) switch
        {
            ForEachStatementSyntax loop => loop.Expression,
            ParameterSyntax parameter when parameter.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } => call.Expression,
            _ => null,
        };
    }

    /// <summary>The <c>model.Layers</c> that a chain of calls starts from.</summary>
    private static MemberAccessExpressionSyntax? LayersIn(FixContext context, ExpressionSyntax expression) => Syntaxes.Inner(expression) switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Layers" } layers when IsModel(context, layers.Expression) => layers,
        MemberAccessExpressionSyntax member => LayersIn(context, member.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => LayersIn(context, member.Expression),
        _ => null,
    };

    private static bool IsModel(FixContext context, ExpressionSyntax expression) =>
        context.Model.GetTypeInfo(expression, context.Cancellation).Type.IsOrDerivesFrom(context.Model.Compilation.GetBestTypeByMetadataName(LibrarySymbols.HubModelName));
}
