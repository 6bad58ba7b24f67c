using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Takes one request out of its surroundings such that the rest compiles and does what it did before.</summary>
internal static class RequestRemoval
{
    private static readonly HashSet<string> _withoutEffect = ["GetLayer", "Load", "KerasLayer", "First", "Last", "Single", "ElementAt"];

    /// <summary>Whether what stays would compile.</summary>
    public static bool IsPossible(SyntaxNode request) => request.Parent switch
    {
        // The last element takes the type of an implicitly typed array with it.
        InitializerExpressionSyntax { Parent: ImplicitArrayCreationExpressionSyntax } initializer => initializer.Expressions.Count > 1,
        _ => true,
    };

    /// <param name="editor">Collects the edits.</param>
    /// <param name="request">An assignment, an argument, or an element of a list.</param>
    /// <param name="requests">All requests that go in the same edit.</param>
    public static void Remove(DocumentEditor editor, SyntaxNode request, ICollection<SyntaxNode> requests)
    {
        if (request is ArgumentSyntax argument)
        {
            RemoveArgument(editor, argument);
            return;
        }

        if (request is not AssignmentExpressionSyntax assignment)
        {
            editor.RemoveNode(request.Parent is CollectionElementSyntax element ? element : request, SyntaxRemoveOptions.KeepUnbalancedDirectives);
            return;
        }

        var value = assignment.Right;
        while (value is AssignmentExpressionSyntax inner && requests.Contains(inner))
        {
            value = inner.Right;
        }

        // layer?.Trainable = true is one expression with its question mark.
        ExpressionSyntax whole = assignment;
        while (whole.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == whole)
        {
            whole = conditional;
        }

        switch (whole.Parent)
        {
            case ExpressionStatementSyntax statement:
                RemoveStatement(editor, statement, Kept(assignment, value));
                break;
            case InitializerExpressionSyntax or ForStatementSyntax:
                editor.RemoveNode(whole, SyntaxRemoveOptions.KeepUnbalancedDirectives);
                break;
            case ArrowExpressionClauseSyntax arrow when ReturnsNothing(editor.SemanticModel, arrow.Parent):
                editor.ReplaceNode(arrow.Parent!, static (node, _) => WithEmptyBody(node));
                break;
            case LambdaExpressionSyntax lambda when ReturnsNothing(editor.SemanticModel, lambda):
                editor.ReplaceNode(lambda, static (node, _) => ((LambdaExpressionSyntax)node).WithExpressionBody(null).WithBlock(EmptyBlock().WithTriviaFrom(node)));
                break;
            default:
                editor.ReplaceNode(whole, value.WithTriviaFrom(whole));
                break;
        }
    }

    private static void RemoveArgument(DocumentEditor editor, ArgumentSyntax argument)
    {
        var list = (ArgumentListSyntax)argument.Parent!;
        if (argument.NameColon is not null || list.Arguments.Last() == argument)
        {
            editor.RemoveNode(argument, SyntaxRemoveOptions.KeepUnbalancedDirectives);
            return;
        }

        editor.ReplaceNode(argument.Expression, SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression).WithTriviaFrom(argument.Expression));
    }

    /// <summary>What of a request must stay because it does something else as well; null where nothing does.</summary>
    private static ExpressionSyntax? Kept(AssignmentExpressionSyntax assignment, ExpressionSyntax value)
    {
        if (value is AssignmentExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax)
        {
            return value;
        }

        return assignment.Left is MemberAccessExpressionSyntax { Expression: var receiver } && HasEffect(receiver)
            ? SyntaxFactory.AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName("_"), receiver.WithoutTrivia()).WithAdditionalAnnotations(Formatter.Annotation)
            : null;
    }

    private static bool HasEffect(ExpressionSyntax receiver) => receiver.DescendantNodesAndSelf().Any(static node => node switch
    {
        InvocationExpressionSyntax invocation => !_withoutEffect.Contains(NameOf(invocation.Expression)),
        AssignmentExpressionSyntax or AwaitExpressionSyntax => true,
        PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
        _ => false,
    });

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static void RemoveStatement(DocumentEditor editor, ExpressionStatementSyntax statement, ExpressionSyntax? kept)
    {
        if (kept is not null)
        {
            editor.ReplaceNode(statement.Expression, kept.WithTriviaFrom(statement.Expression));
            return;
        }

        switch (statement.Parent)
        {
            case BlockSyntax or SwitchSectionSyntax { Statements.Count: > 1 }:
                RemoveLine(editor, statement);
                break;
            case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global when unit.Members.OfType<GlobalStatementSyntax>().Skip(1).Any():
                RemoveLine(editor, global);
                break;
            case ElseClauseSyntax elseClause:
                RemoveLine(editor, elseClause);
                break;
            case GlobalStatementSyntax or SwitchSectionSyntax or LabeledStatementSyntax:
                editor.ReplaceNode(statement, SyntaxFactory.EmptyStatement().WithTriviaFrom(statement));
                break;
            default:
                editor.ReplaceNode(statement, EmptyBlock().WithTriviaFrom(statement));
                break;
        }
    }

    /// <summary>Comments around a node stay; its own line goes with it.</summary>
    private static void RemoveLine(DocumentEditor editor, SyntaxNode node)
    {
        if (node.GetLeadingTrivia().Concat(node.GetTrailingTrivia()).All(IsSpace))
        {
            editor.RemoveNode(node, SyntaxRemoveOptions.KeepUnbalancedDirectives);
            return;
        }

        // The comment behind the node moves to where the node began.
        editor.ReplaceNode(node, static (current, _) => current.WithTrailingTrivia(current.GetTrailingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia))));
        editor.RemoveNode(node, SyntaxRemoveOptions.KeepExteriorTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives);
    }

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static bool ReturnsNothing(SemanticModel model, SyntaxNode? function)
    {
        var symbol = function switch
        {
            LambdaExpressionSyntax lambda => model.GetSymbolInfo(lambda).Symbol as IMethodSymbol,
            null => null,
            _ => model.GetDeclaredSymbol(function) as IMethodSymbol,
        };
        return symbol is { ReturnsVoid: true } or { IsAsync: true, ReturnType: INamedTypeSymbol { IsGenericType: false } };
    }

    private static SyntaxNode WithEmptyBody(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BodyAfter(method.SemicolonToken)),
        LocalFunctionStatementSyntax function => function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BodyAfter(function.SemicolonToken)),
        ConstructorDeclarationSyntax constructor => constructor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BodyAfter(constructor.SemicolonToken)),
        DestructorDeclarationSyntax destructor => destructor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BodyAfter(destructor.SemicolonToken)),
        AccessorDeclarationSyntax accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BodyAfter(accessor.SemicolonToken)),
        _ => member,
    };

    private static BlockSyntax BodyAfter(SyntaxToken semicolon) => EmptyBlock().WithTrailingTrivia(semicolon.TrailingTrivia);

    private static BlockSyntax EmptyBlock() => SyntaxFactory.Block().WithAdditionalAnnotations(Formatter.Annotation);
}
