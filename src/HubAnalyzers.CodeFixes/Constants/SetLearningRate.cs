using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.CodeFixes.Constants;

/// <summary>Sets the learning rate to its bound, at this use: a constant may also be the rate of a head.</summary>
internal sealed class SetLearningRate() : ConstantFix("Lower the learning rate to the bound", Rulebook.LearningRate)
{
    protected override ExpressionSyntax Place(FixContext context, ExpressionSyntax expression) => expression;

    protected override ExpressionSyntax? Write(FixContext context, ExpressionSyntax place, string replacement)
    {
        var suffix = context.Model.GetTypeInfo(place, context.Cancellation).ConvertedType?.SpecialType == SpecialType.System_Single ? "f" : "";
        return SyntaxFactory.ParseExpression(replacement + suffix) is LiteralExpressionSyntax { ContainsDiagnostics: false } literal ? literal : null;
    }
}
