using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Whether the program loads models with a batch-norm policy of its own, or asks a model for its policy; and whether it names kinds of
/// outputs, of which a load may choose one. Where it does, a model of which the load is not seen may have any: nothing is known of it.
/// Text is searched first, once per version of a file.
/// </summary>
internal sealed class StatedLoadOptions
{
    private const string Policy = "BatchNormPolicy";
    private const string Kind = "OutputKind";
    private static readonly WordSet _policy = new([Policy]);
    private static readonly WordSet _kind = new([Kind]);
    private readonly Lazy<bool> _anyPolicy;
    private readonly Lazy<bool> _anyKind;

    public StatedLoadOptions(Compilation compilation)
    {
        _anyPolicy = new(() => IsAnyIn(compilation, _policy, static token => token.ValueText == Policy && !SaysFrozen(token.Parent)), LazyThreadSafetyMode.PublicationOnly);
        _anyKind = new(() => IsAnyIn(compilation, _kind, static token => token.ValueText == Kind), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>What is known of a model of which the load is not seen.</summary>
    public ModelDenotation OfUnseenLoad(ModelDenotation model) => model with
    {
        BatchNormPolicy = _anyPolicy.Value ? UnknownDenotation.Instance : null,
        Output = _anyKind.Value ? UnknownDenotation.Instance : null,
    };

    /// <summary>The policy that a model has at run time; null where that is not known.</summary>
    public static ConstantDenotation? AtRunTime(ModelDenotation model) => model.BatchNormPolicy switch
    {
        null => new ConstantDenotation(0),
        ConstantDenotation stated => stated,
        _ => null,
    };

    private static bool IsAnyIn(Compilation compilation, WordSet word, Func<SyntaxToken, bool> counts) =>
        compilation.SyntaxTrees.Any(t => !BodiesOfInterest.IsGenerated(t) && IsAnyIn(t, word, counts));

    private static bool IsAnyIn(SyntaxTree tree, WordSet word, Func<SyntaxToken, bool> counts)
    {
        var positions = word.PositionsIn(tree, CancellationToken.None);
        return positions.Length > 0 && tree.GetRoot() is var root
            && positions.Any(p => root.FindToken(p) is { RawKind: (int)SyntaxKind.IdentifierToken } token && token.SpanStart == p && counts(token));
    }

    // "BatchNormPolicy = BatchNormPolicy.Frozen" says what holds anyway.
    private static bool SaysFrozen(SyntaxNode? name)
    {
        if (name?.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == name)
        {
            name = qualified;
        }

        return name?.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == name && IsFrozen(access),
            AssignmentExpressionSyntax assignment => assignment.Left == name && IsFrozen(assignment.Right),
            _ => false,
        };
    }

    private static bool IsFrozen(ExpressionSyntax value) => value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Frozen" };
}
