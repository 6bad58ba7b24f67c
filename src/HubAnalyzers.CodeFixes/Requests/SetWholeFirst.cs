using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Moves the write of the whole in front of the choices that it would discard.</summary>
internal sealed class SetWholeFirst() : DocumentFix("Set the whole first, then its layers", Rulebook.DiscardedChoice)
{
    protected override bool Applies(FixContext context, Diagnostic diagnostic) => MoveFor(context, diagnostic) is not null;

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        // One write may discard several choices: it moves in front of the first of them.
        var moves = diagnostics.Select(d => MoveFor(context, d)!.Value)
            .GroupBy(static m => m.Whole)
            .Select(static g => (Whole: g.Key, Before: g.Select(static m => m.Before).OrderBy(static s => s.SpanStart).First()));
        foreach (var (whole, before) in moves)
        {
            // The moved line keeps its comment; the place where it lands keeps the comments above it.
            var moved = whole.WithLeadingTrivia(Own(whole));
            if (!moved.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
            {
                moved = moved.WithTrailingTrivia(moved.GetTrailingTrivia().AddRange(before.GetTrailingTrivia().SkipWhile(static t => !t.IsKind(SyntaxKind.EndOfLineTrivia))));
            }

            editor.InsertBefore(Outer(before), Wrapped(before, moved));
            editor.RemoveNode(Outer(whole), SyntaxRemoveOptions.KeepUnbalancedDirectives);
        }
    }

    /// <summary>The two statements; null where they do not stand in one block, or something between them changes what the moved one reads.</summary>
    private static (ExpressionStatementSyntax Whole, ExpressionStatementSyntax Before)? MoveFor(FixContext context, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count == 0 ||
            context.NodeAt<AssignmentExpressionSyntax>(diagnostic.Location)?.Parent is not ExpressionStatementSyntax whole ||
            context.NodeAt<AssignmentExpressionSyntax>(diagnostic.AdditionalLocations[0])?.Parent is not ExpressionStatementSyntax before)
        {
            return null;
        }

        var statements = Siblings(whole);
        var from = statements.IndexOf(before);
        var to = statements.IndexOf(whole);
        if (from < 0 || to <= from)
        {
            return null;
        }

        var read = whole.DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(n => context.Model.GetSymbolInfo(n, context.Cancellation).Symbol)
            .Where(static s => s is ILocalSymbol or IParameterSymbol or IFieldSymbol)
            .ToImmutableHashSet(SymbolEqualityComparer.Default);
        for (var i = from; i < to; i++)
        {
            if (Writes(context, statements[i]).Any(read.Contains))
            {
                return null;
            }
        }

        return (whole, before);
    }

    private static IEnumerable<ISymbol?> Writes(FixContext context, StatementSyntax statement)
    {
        foreach (var node in statement.DescendantNodesAndSelf())
        {
            var written = node switch
            {
                VariableDeclaratorSyntax declarator => context.Model.GetDeclaredSymbol(declarator, context.Cancellation),
                SingleVariableDesignationSyntax designation => context.Model.GetDeclaredSymbol(designation, context.Cancellation),
                AssignmentExpressionSyntax assignment => context.Model.GetSymbolInfo(assignment.Left, context.Cancellation).Symbol,
                ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None) => context.Model.GetSymbolInfo(argument.Expression, context.Cancellation).Symbol,
                _ => null,
            };
            yield return written;
        }
    }

    private static List<StatementSyntax> Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => [.. block.Statements],
        SwitchSectionSyntax section => [.. section.Statements],
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => [.. unit.Members.OfType<GlobalStatementSyntax>().Select(static g => g.Statement)],
        _ => [],
    };

    private static SyntaxNode Outer(StatementSyntax statement) => statement.Parent is GlobalStatementSyntax global ? global : statement;

    private static SyntaxNode Wrapped(StatementSyntax beside, StatementSyntax statement) => beside.Parent is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(statement) : statement;

    /// <summary>The comments and white space above a statement, without blank lines at their beginning.</summary>
    private static SyntaxTriviaList Own(StatementSyntax statement) => SyntaxFactory.TriviaList(statement.GetLeadingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)));
}
