using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>A program as it looks in the middle of an edit: tokens gone, doubled, or in each other's place.</summary>
internal static class TokenMutation
{
    private const int MostEdits = 3;

    public static string Apply(SyntaxNode root, Random random)
    {
        var tokens = root.DescendantTokens().Where(static t => !t.IsKind(SyntaxKind.EndOfFileToken)).Select(static t => t.ToFullString()).ToList();
        var edits = 1 + random.Next(MostEdits);
        for (var i = 0; i < edits && tokens.Count > 1; i++)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(4))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    var other = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                default:
                    // A neighbour: what a hurried edit leaves behind.
                    var next = Math.Min(at + 1, tokens.Count - 1);
                    (tokens[at], tokens[next]) = (tokens[next], tokens[at]);
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
