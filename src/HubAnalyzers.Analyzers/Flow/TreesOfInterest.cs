using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Where a file names a switch ("Trainable", "trainable") or a call that has one as a positional argument ("KerasLayer"): one search of the text per version of a file, asked before any
/// operation is looked at. Nearly every body of a program ends here.
/// </summary>
internal static class TreesOfInterest
{
    private static readonly string[] _words = ["rainable", "KerasLayer"];
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> _positions = new();

    /// <summary>Whether the text of a node holds one of the words.</summary>
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
        var found = new List<int>();
        var content = text.ToString();
        foreach (var word in _words)
        {
            for (var at = content.IndexOf(word, StringComparison.Ordinal); at >= 0; at = content.IndexOf(word, at + word.Length, StringComparison.Ordinal))
            {
                found.Add(at);
            }
        }

        found.Sort();
        return [.. found];
    }
}
