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
    private static readonly WordSet _words = new([Policy, Kind]);
    private readonly Lazy<(bool Policy, bool Kind)> _stated;

    public StatedLoadOptions(Compilation compilation) => _stated = new(() => StatedIn(compilation), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>What is known of a model of which the load is not seen.</summary>
    public ModelDenotation OfUnseenLoad(ModelDenotation model) => model with
    {
        BatchNormPolicy = _stated.Value.Policy ? UnknownDenotation.Instance : null,
        Output = _stated.Value.Kind ? UnknownDenotation.Instance : null,
    };

    /// <summary>The policy that a model has at run time; null where that is not known.</summary>
    public static ConstantDenotation? AtRunTime(ModelDenotation model) => model.BatchNormPolicy switch
    {
        null => new ConstantDenotation(0),
        ConstantDenotation stated => stated,
        _ => null,
    };

    private static (bool Policy, bool Kind) StatedIn(Compilation compilation)
    {
        var (policy, kind) = (false, false);
        foreach (var tree in compilation.SyntaxTrees.Where(static t => !BodiesOfInterest.IsGenerated(t)))
        {
            var positions = _words.PositionsIn(tree, CancellationToken.None);
            if (positions.Length == 0)
            {
                continue;
            }

            var root = tree.GetRoot();
            foreach (var position in positions)
            {
                // What stands in a comment is none.
                var token = root.FindToken(position);
                if (token.SpanStart != position || !token.IsKind(SyntaxKind.IdentifierToken))
                {
                    continue;
                }

                policy |= token.ValueText == Policy && !SaysFrozen(token.Parent);
                kind |= token.ValueText == Kind;
            }
        }

        return (policy, kind);
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
