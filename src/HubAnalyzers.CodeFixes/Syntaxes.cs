using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace HubAnalyzers.CodeFixes;

/// <summary>Small things that several fixes do with syntax.</summary>
internal static class Syntaxes
{
    public static LiteralExpressionSyntax Literal(string value) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(value));

    /// <summary>A type by its full name, as short as the usings of the document allow.</summary>
    public static NameSyntax TypeName(string fullName) => SyntaxFactory.ParseName("global::" + fullName).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>
    /// The literal that gives an expression its value: itself, or the initializer of the constant it names, where that stands in the same document.
    /// </summary>
    public static LiteralExpressionSyntax? LiteralOf(this FixContext context, ExpressionSyntax expression)
    {
        if (Inner(expression) is LiteralExpressionSyntax literal)
        {
            return literal;
        }

        var symbol = context.Model.GetSymbolInfo(expression, context.Cancellation).Symbol;
        return symbol is IFieldSymbol { IsConst: true } or IFieldSymbol { IsReadOnly: true, IsStatic: true } or ILocalSymbol { IsConst: true } &&
            InitializerIn(context, symbol) is { } initializer && Inner(initializer) is LiteralExpressionSyntax declared
            ? declared
            : null;
    }

    /// <summary>What a local or field is declared with in this document; null where it is declared without a value or elsewhere.</summary>
    public static ExpressionSyntax? InitializerIn(FixContext context, ISymbol symbol) => symbol.DeclaringSyntaxReferences
        .Where(r => r.SyntaxTree == context.Model.SyntaxTree)
        .Select(r => (r.GetSyntax(context.Cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value)
        .FirstOrDefault(static v => v is not null);

    /// <summary>An expression without parentheses, casts and <c>!</c> around it.</summary>
    public static ExpressionSyntax Inner(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Inner(parenthesized.Expression),
        CastExpressionSyntax cast => Inner(cast.Expression),
        PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Inner(postfix.Operand),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AsExpression) => Inner(binary.Left),
        _ => expression,
    };

    /// <summary>What a chain of members, calls and indexers starts from.</summary>
    public static ExpressionSyntax Start(ExpressionSyntax expression) => Inner(expression) switch
    {
        MemberAccessExpressionSyntax member => Start(member.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => Start(member.Expression),
        ElementAccessExpressionSyntax element => Start(element.Expression),
        ConditionalAccessExpressionSyntax conditional => Start(conditional.Expression),
        var start => start,
    };

    /// <summary>The argument for a parameter, by its name or its position; null where none is written.</summary>
    public static ArgumentSyntax? ArgumentFor(SeparatedSyntaxList<ArgumentSyntax> arguments, string parameter, IMethodSymbol? method)
    {
        var index = method?.Parameters.FirstOrDefault(p => p.Name == parameter)?.Ordinal ?? int.MaxValue;
        return arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter)
            ?? (index < arguments.Count && arguments.Take(index + 1).All(static a => a.NameColon is null) ? arguments[index] : null);
    }

    /// <summary>The white space in front of a node on its own line.</summary>
    public static SyntaxTriviaList Indentation(this SyntaxNode node) =>
        SyntaxFactory.TriviaList(node.GetLeadingTrivia().Reverse().TakeWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
}
