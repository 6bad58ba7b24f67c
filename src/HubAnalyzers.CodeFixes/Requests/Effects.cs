using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>What an expression does besides giving a value: calls, writes, and variables that it declares for what follows.</summary>
internal static class Effects
{
    private static readonly HashSet<string> _without = ["GetLayer", "Load", "KerasLayer", "First", "Last", "Single", "ElementAt"];

    public static bool Of(SyntaxNode expression) => expression.DescendantNodesAndSelf().Any(node => node switch
    {
        InvocationExpressionSyntax invocation => !_without.Contains(NameOf(invocation.Expression)),
        AssignmentExpressionSyntax or AwaitExpressionSyntax or ThrowExpressionSyntax => true,
        PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
        SingleVariableDesignationSyntax => !node.Ancestors().TakeWhile(a => a != expression.Parent).Any(static a => a is AnonymousFunctionExpressionSyntax),
        _ => false,
    });

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
