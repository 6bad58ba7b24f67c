using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Whether the program loads models with a batch-norm policy of its own, or asks a model for its policy. Where it does, a model of which
/// the load is not seen may have any: nothing is known of it. Text is searched first, once per version of a file.
/// </summary>
internal sealed class StatedPolicies
{
    private const string Name = "BatchNormPolicy";
    private static readonly WordSet _word = new([Name]);
    private readonly Lazy<bool> _any;

    public StatedPolicies(Compilation compilation) =>
        _any = new(() => compilation.SyntaxTrees.Any(static t => !BodiesOfInterest.IsGenerated(t) && IsAnyIn(t)), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The policy of a model of which the load is not seen: null leaves the default.</summary>
    public Denotation? OfUnseenLoad => _any.Value ? UnknownDenotation.Instance : null;

    /// <summary>The policy that a model has at run time; null where that is not known.</summary>
    public static ConstantDenotation? AtRunTime(ModelDenotation model) => model.BatchNormPolicy switch
    {
        null => new ConstantDenotation(0),
        ConstantDenotation stated => stated,
        _ => null,
    };

    private static bool IsAnyIn(SyntaxTree tree)
    {
        var positions = _word.PositionsIn(tree, CancellationToken.None);
        return positions.Length > 0 && tree.GetRoot() is var root
            && positions.Any(p => root.FindToken(p) is { RawKind: (int)SyntaxKind.IdentifierToken, ValueText: Name } token && token.SpanStart == p && !SaysFrozen(token.Parent));
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
