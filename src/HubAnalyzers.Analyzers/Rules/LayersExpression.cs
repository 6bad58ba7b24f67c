using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>The <c>model.Layers</c> that a loop or query starts from.</summary>
internal static class LayersExpression
{
    public static SyntaxNode? In(SyntaxNode? loop) =>
        loop?.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault(static m => m.Name.Identifier.ValueText == "Layers");
}
