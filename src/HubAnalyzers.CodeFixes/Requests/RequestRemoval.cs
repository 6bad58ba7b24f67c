using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Takes one request out of its surroundings such that the rest compiles and does what it did before.</summary>
internal static class RequestRemoval
{
    /// <summary>Whether what stays would compile and do what it did.</summary>
    public static bool IsPossible(SyntaxNode request) => request switch
    {
        AssignmentExpressionSyntax assignment => IsPossible(assignment),
        ArgumentSyntax argument => !Effects.Of(argument.Expression),

        // A list that says how long it is.
        { Parent: InitializerExpressionSyntax { Parent: ArrayCreationExpressionSyntax { Type.RankSpecifiers: [var rank, ..] } } } when rank.Sizes.Any(static s => s is not OmittedArraySizeExpressionSyntax) => false,

        // What a helper gives is no request alone.
        _ => !Effects.Of(request),
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

        // The last element takes the type of an implicitly typed array with it.
        if (request.Parent is InitializerExpressionSyntax { Parent: ImplicitArrayCreationExpressionSyntax array } elements && elements.Expressions.All(requests.Contains))
        {
            if (request == elements.Expressions[0])
            {
                editor.ReplaceNode(array, Empty(editor, array));
            }

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

        var whole = Whole(assignment);
        switch (whole.Parent)
        {
            case ExpressionStatementSyntax statement:
                RemoveStatement(editor, statement, [.. Kept(assignment, value)]);
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

    private static bool IsPossible(AssignmentExpressionSyntax assignment)
    {
        var whole = Whole(assignment);
        var targetActs = Effects.Of(assignment.Left) || assignment.Ancestors().TakeWhile(a => a != whole.Parent).OfType<ConditionalAccessExpressionSyntax>().Any(static c => Effects.Of(c.Expression));
        var valueActs = Effects.Of(assignment.Right);
        return whole.Parent switch
        {
            // What has an effect stays as a statement of its own. Behind a question mark it would need the condition as well.
            ExpressionStatementSyntax => whole == assignment || !(targetActs || valueActs),
            InitializerExpressionSyntax or ForStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax => !(targetActs || valueActs),

            // The value stays.
            _ => !targetActs && (whole == assignment || !valueActs),
        };
    }

    /// <summary><c>layer?.Trainable = true</c> is one expression with its question mark.</summary>
    private static ExpressionSyntax Whole(AssignmentExpressionSyntax assignment)
    {
        ExpressionSyntax whole = assignment;
        while (whole.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == whole)
        {
            whole = conditional;
        }

        return whole;
    }

    /// <summary>What of a request must stay because it does something else as well, in the order in which it is done.</summary>
    private static IEnumerable<ExpressionSyntax> Kept(AssignmentExpressionSyntax assignment, ExpressionSyntax value)
    {
        if (assignment.Left is MemberAccessExpressionSyntax { Expression: var receiver } && Effects.Of(receiver))
        {
            yield return Discarded(receiver);
        }

        if (value is AssignmentExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax)
        {
            yield return value.WithoutTrivia();
        }
        else if (Effects.Of(value))
        {
            yield return Discarded(value);
        }
    }

    // The underscore is a token of a kind of its own: as a mere name it would have to be declared.
    private static AssignmentExpressionSyntax Discarded(ExpressionSyntax expression) => SyntaxFactory.AssignmentExpression(
        SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(default, SyntaxKind.UnderscoreToken, "_", "_", default)), expression.WithoutTrivia()).WithAdditionalAnnotations(Formatter.Annotation);

    private static SyntaxNode Empty(DocumentEditor editor, ImplicitArrayCreationExpressionSyntax array) =>
        editor.SemanticModel.GetTypeInfo(array).Type is IArrayTypeSymbol type
            ? editor.Generator.ArrayCreationExpression(editor.Generator.TypeExpression(type.ElementType), []).WithTriviaFrom(array).WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation)
            : array;

    private static void RemoveStatement(DocumentEditor editor, ExpressionStatementSyntax statement, IReadOnlyList<ExpressionSyntax> kept)
    {
        if (kept.Count == 1)
        {
            editor.ReplaceNode(statement.Expression, kept[0].WithTriviaFrom(statement.Expression));
            return;
        }

        if (kept.Count > 1)
        {
            KeepAll(editor, statement, kept);
            return;
        }

        switch (statement.Parent)
        {
            case BlockSyntax or SwitchSectionSyntax { Statements.Count: > 1 }:
                LineRemoval.Remove(editor, statement);
                break;
            case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global when unit.Members.OfType<GlobalStatementSyntax>().Skip(1).Any():
                LineRemoval.Remove(editor, global);
                break;
            case ElseClauseSyntax elseClause when !HoldsOffAnother(elseClause):
                LineRemoval.Remove(editor, elseClause);
                break;
            case GlobalStatementSyntax or SwitchSectionSyntax or LabeledStatementSyntax:
                editor.ReplaceNode(statement, SyntaxFactory.EmptyStatement().WithTriviaFrom(statement));
                break;
            default:
                editor.ReplaceNode(statement, EmptyBlock().WithTriviaFrom(statement));
                break;
        }
    }

    private static void KeepAll(DocumentEditor editor, ExpressionStatementSyntax statement, IReadOnlyList<ExpressionSyntax> kept)
    {
        var statements = kept.Select(static k => SyntaxFactory.ExpressionStatement(k)).ToList();
        switch (statement.Parent)
        {
            case BlockSyntax or SwitchSectionSyntax:
                editor.InsertBefore(statement, statements.Take(statements.Count - 1).Select((s, i) => i == 0 ? s.WithLeadingTrivia(statement.GetLeadingTrivia()) : s));
                editor.ReplaceNode(statement, statements.Last().WithLeadingTrivia(statement.Indentation()).WithTrailingTrivia(statement.GetTrailingTrivia()));
                break;
            case GlobalStatementSyntax global:
                editor.InsertBefore(global, statements.Take(statements.Count - 1).Select((s, i) => SyntaxFactory.GlobalStatement(i == 0 ? s.WithLeadingTrivia(statement.GetLeadingTrivia()) : s)));
                editor.ReplaceNode(statement, statements.Last().WithLeadingTrivia(statement.Indentation()).WithTrailingTrivia(statement.GetTrailingTrivia()));
                break;
            default:
                editor.ReplaceNode(statement, SyntaxFactory.Block(statements).WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
                break;
        }
    }

    /// <summary>Whether, without this <c>else</c>, the <c>else</c> of an outer <c>if</c> would belong to the inner one.</summary>
    private static bool HoldsOffAnother(ElseClauseSyntax elseClause)
    {
        var start = (IfStatementSyntax)elseClause.Parent!;
        while (start.Parent is ElseClauseSyntax { Parent: IfStatementSyntax outer })
        {
            start = outer;
        }

        return start.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax);
    }

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
