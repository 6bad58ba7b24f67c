using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace HubAnalyzers.CodeFixes.BulkWrites;

/// <summary>Starts from <c>model.Layers.ThatCanTrain</c> instead of all layers. Not offered where the policy lets batch normalizations train: it would leave them out.</summary>
internal sealed class UseLayersThatCanTrain() : DocumentFix("Use the layers that can train", Rulebook.BulkWrite)
{
    private const string Selector = "ThatCanTrain";

    /// <summary>A selector need not have every member of the collection.</summary>
    protected override bool MayBreakCode => true;

    protected override bool Applies(FixContext context, Diagnostic diagnostic) =>
        BulkWrite.At(context, diagnostic) is { BatchNormsMustNot: true } write &&
        (write.Layers is not null || write is { Each: null, Assignment.Parent: ExpressionStatementSyntax });

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        var done = new HashSet<SyntaxNode>();
        foreach (var write in diagnostics.Select(d => BulkWrite.At(context, d)!))
        {
            if (write.Layers is { } layers)
            {
                if (done.Add(layers))
                {
                    editor.ReplaceNode(layers, static (node, _) => Select((ExpressionSyntax)node));
                }
            }
            else if (write.Assignment is { Parent: ExpressionStatementSyntax statement, Left: MemberAccessExpressionSyntax target } assignment && done.Add(statement))
            {
                editor.ReplaceNode(statement, Loop(context, statement, target.Expression, assignment.Right));
            }
        }
    }

    private static MemberAccessExpressionSyntax Select(ExpressionSyntax layers) => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression, layers.WithoutTrailingTrivia(), SyntaxFactory.IdentifierName(Selector)).WithTrailingTrivia(layers.GetTrailingTrivia());

    private static StatementSyntax Loop(FixContext context, ExpressionStatementSyntax statement, ExpressionSyntax model, ExpressionSyntax value)
    {
        var name = FreeName(context, statement);
        var layers = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, model.WithoutTrivia(), SyntaxFactory.IdentifierName("Layers"));
        var write = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.IdentifierName(name), SyntaxFactory.IdentifierName("Trainable")),
            value.WithoutTrivia()));
        return SyntaxFactory.ForEachStatement(SyntaxFactory.IdentifierName("var"), name, Select(layers), SyntaxFactory.Block(write))
            .WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A name that no symbol in reach of the statement has.</summary>
    private static string FreeName(FixContext context, StatementSyntax statement)
    {
        var inside = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not GlobalStatementSyntax) ?? context.Root;
        var taken = inside.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText).ToImmutableHashSet();
        return taken.Contains("layer") ? Enumerable.Range(1, taken.Count).Select(static i => "layer" + i).First(n => !taken.Contains(n)) : "layer";
    }
}
