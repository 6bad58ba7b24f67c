using System;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Where a file names a switch at all ("Trainable", "trainable"): one search of the text per version of a file, asked before any
/// operation is looked at. Nearly every body of a program ends here.
/// </summary>
internal static class TreesOfInterest
{
    private const string Word = "rainable";
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> _positions = new();

    /// <summary>Whether the text of a node names a switch.</summary>
    public static bool Mentions(SyntaxNode node, CancellationToken cancellationToken)
    {
        if (!_positions.TryGetValue(node.SyntaxTree, out var positions))
        {
            positions = Find(node.SyntaxTree.GetText(cancellationToken));
            _positions.GetValue(node.SyntaxTree, _ => positions);
        }

        var next = Array.BinarySearch(positions, node.Span.Start);
        next = next < 0 ? ~next : next;
        return next < positions.Length && positions[next] < node.Span.End;
    }

    private static int[] Find(SourceText text)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        var content = text.ToString();
        for (var at = content.IndexOf(Word, StringComparison.Ordinal); at >= 0; at = content.IndexOf(Word, at + Word.Length, StringComparison.Ordinal))
        {
            found.Add(at);
        }

        return [.. found];
    }
}
