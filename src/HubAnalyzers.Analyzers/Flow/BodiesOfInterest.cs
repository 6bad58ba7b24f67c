using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Which bodies are worth a flow: those that name a member that a rule concerns, or a method that does so with what it is given. Text
/// is searched, once per version of a file, before any operation is looked at; operations, before any flow. Nearly every body of a
/// program ends here.
/// </summary>
internal sealed class BodiesOfInterest(Compilation compilation, LibraryUses uses)
{
    // How many calls away from the member a helper is found: a method that calls a method that calls a method that switches.
    private const int Rounds = 3;
    private static readonly WordSet _words = new(["rainable", "KerasLayer", "GetLayer", ".Layers", "FineTune", "LabelledImages", "ClassificationHead", "MultiLabelHead", "RegressionHead", "CustomHead", ".Load(", ".Call(", "BatchNormalization"]);
    private readonly object _helpersLock = new();
    private WordSet? _helpers;

    /// <summary>Whether a body is worth it.</summary>
    public bool Contains(IOperation body, CancellationToken cancellationToken) =>
        (Touches(_words.PositionsIn(body.Syntax.SyntaxTree, cancellationToken), Member(body.Syntax)) && uses.IsAnyIn(body))
        || Touches(Calls(body.Syntax.SyntaxTree, cancellationToken), body.Syntax);

    // The type of a field or method may be all that names what "new(…)" makes.
    private static SyntaxNode Member(SyntaxNode body) => body.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not BaseTypeDeclarationSyntax ? member : body;

    private static bool Touches(int[] positions, SyntaxNode node)
    {
        var next = Array.BinarySearch(positions, node.Span.Start);
        next = next < 0 ? ~next : next;
        return next < positions.Length && positions[next] < node.Span.End;
    }

    private int[] Calls(SyntaxTree tree, CancellationToken cancellationToken)
    {
        WordSet helpers;
        lock (_helpersLock)
        {
            helpers = _helpers ??= Helpers(cancellationToken);
        }

        return helpers.IsEmpty ? [] : helpers.PositionsIn(tree, cancellationToken);
    }

    /// <summary>The names of methods that may do to an argument what a rule concerns, as they stand in a call.</summary>
    private WordSet Helpers(CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            AddMethodsAround(tree, _words.PositionsIn(tree, cancellationToken), added, cancellationToken);
        }

        for (var round = 0; round < Rounds && added.Count > 0; round++)
        {
            found.UnionWith(added);
            var words = new WordSet(added);
            added = new HashSet<string>(StringComparer.Ordinal);
            foreach (var tree in compilation.SyntaxTrees)
            {
                AddMethodsAround(tree, words.PositionsIn(tree, cancellationToken), added, cancellationToken);
            }

            added.ExceptWith(found);
        }

        return new WordSet(found);
    }

    private static void AddMethodsAround(SyntaxTree tree, int[] positions, HashSet<string> names, CancellationToken cancellationToken)
    {
        if (positions.Length == 0 || IsGenerated(tree))
        {
            return;
        }

        var root = tree.GetRoot(cancellationToken);
        foreach (var position in positions)
        {
            if (root.FindToken(position).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ParameterList.Parameters.Count: > 0, Identifier.ValueText: var name })
            {
                names.Add(name + "(");
            }
        }
    }

    /// <summary>Whether a file is a generator's.</summary>
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
