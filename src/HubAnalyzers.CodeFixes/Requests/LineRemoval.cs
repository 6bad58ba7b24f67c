using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Removes a node with the line on which it stands alone. Comments and directives around it stay.</summary>
internal static class LineRemoval
{
    public static void Remove(DocumentEditor editor, SyntaxNode node)
    {
        var startsLine = StartsLine(node);

        // Of the node as it then is: one removed in front of it may have left its comments here.
        editor.ReplaceNode(node, (current, _) => WithWhatStays(current, startsLine));
        editor.RemoveNode(node, SyntaxRemoveOptions.KeepExteriorTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives);
    }

    private static SyntaxNode WithWhatStays(SyntaxNode node, bool startsLine)
    {
        IReadOnlyList<SyntaxTrivia> before = node.GetLeadingTrivia();

        // The comment behind the node moves to where the node began.
        IReadOnlyList<SyntaxTrivia> behind = [.. node.GetTrailingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia))];
        if (behind.All(IsSpace))
        {
            // Nothing follows: neither the node's indentation stays nor, where the line held nothing else, its end.
            before = before.All(IsSpace) ? [] : [.. before.Reverse().SkipWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()];
            if (before.Count == 0 ? startsLine : EndsLine(before[before.Count - 1]))
            {
                behind = [];
            }
        }

        return node.WithLeadingTrivia(before).WithTrailingTrivia(behind);
    }

    private static bool StartsLine(SyntaxNode node)
    {
        var previous = node.GetFirstToken().GetPreviousToken();
        return previous.RawKind == 0 || previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
    }

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>A directive holds the end of its line.</summary>
    private static bool EndsLine(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsDirective;
}
