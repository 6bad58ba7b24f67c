using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.CodeFixes.Constants;

/// <summary>Adds the manifest's version to a handle, where the handle is written.</summary>
internal sealed class PinHandle() : ConstantFix("Pin the handle to the manifest's version", Rulebook.UnpinnedHandle)
{
    protected override ExpressionSyntax? Place(FixContext context, ExpressionSyntax expression) => context.LiteralOf(expression);

    protected override ExpressionSyntax Write(FixContext context, ExpressionSyntax place, string replacement) => Syntaxes.Literal(replacement);
}
