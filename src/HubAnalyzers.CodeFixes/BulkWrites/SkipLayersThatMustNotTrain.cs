using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace HubAnalyzers.CodeFixes.BulkWrites;

/// <summary>Keeps the loop and writes to the layers only that may train.</summary>
internal sealed class SkipLayersThatMustNotTrain() : DocumentFix("Skip the layers that must not train", Rulebook.BulkWrite)
{
    private const string TrainabilityType = "HubAnalyzers.Trainability";

    /// <summary>What is looped over need not be layers.</summary>
    protected override bool MayBreakCode => true;

    protected override bool Applies(FixContext context, Diagnostic diagnostic) =>
        BulkWrite.At(context, diagnostic) is { Each: not null, Assignment: { Parent: ExpressionStatementSyntax or LambdaExpressionSyntax } };

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var write in diagnostics.Select(d => BulkWrite.At(context, d)!).GroupBy(static w => w.Assignment!).Select(static g => g.First()))
        {
            var test = Test(write);
            if (write.Assignment!.Parent is LambdaExpressionSyntax lambda)
            {
                var guarded = Guard(test, SyntaxFactory.ExpressionStatement(write.Assignment.WithoutTrivia()));
                editor.ReplaceNode(lambda, lambda.WithExpressionBody(null).WithBlock(SyntaxFactory.Block(guarded)).WithTriviaFrom(lambda).WithAdditionalAnnotations(Formatter.Annotation));
            }
            else if (write.Assignment.Parent is ExpressionStatementSyntax statement)
            {
                StatementSyntax guarded = Guard(test, statement.WithoutTrivia());

                // Within braces of its own, else an "else" behind it would belong to the guard.
                if (statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
                {
                    guarded = SyntaxFactory.Block(guarded);
                }

                editor.ReplaceNode(statement, guarded.WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
            }
        }
    }

    private static ExpressionSyntax Test(BulkWrite write)
    {
        var trainable = Is(write, nameof(Trainability.Trainable));
        return write.BatchNormsMustNot
            ? trainable
            : SyntaxFactory.BinaryExpression(SyntaxKind.LogicalOrExpression, trainable, Is(write, nameof(Trainability.BatchNorm)));
    }

    private static BinaryExpressionSyntax Is(BulkWrite write, string value) => SyntaxFactory.BinaryExpression(
        SyntaxKind.EqualsExpression,
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, write.Each!.WithoutTrivia(), SyntaxFactory.IdentifierName("Trainability")),
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Syntaxes.TypeName(TrainabilityType), SyntaxFactory.IdentifierName(value)));

    private static IfStatementSyntax Guard(ExpressionSyntax test, StatementSyntax statement) => SyntaxFactory.IfStatement(test, SyntaxFactory.Block(statement));
}
