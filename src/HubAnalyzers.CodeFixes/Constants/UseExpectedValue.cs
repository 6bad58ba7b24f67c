using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace HubAnalyzers.CodeFixes.Constants;

/// <summary>Writes the size, channel count or type that the model takes, at this use.</summary>
internal sealed class UseExpectedValue() : ConstantFix("Use what the model takes", Rulebook.InputMismatch)
{
    protected override bool MayBreakCode => true;

    protected override ExpressionSyntax Place(FixContext context, ExpressionSyntax expression) => expression;

    protected override ExpressionSyntax? Write(FixContext context, ExpressionSyntax place, string replacement) =>
        SyntaxFactory.ParseExpression(replacement) is { ContainsDiagnostics: false } value ? value.WithAdditionalAnnotations(Simplifier.Annotation) : null;
}
