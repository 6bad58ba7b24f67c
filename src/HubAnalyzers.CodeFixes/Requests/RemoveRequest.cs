using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Removes a request to train what cannot train.</summary>
internal sealed class RemoveRequest() : DocumentFix(
    "Remove the request to train", Rulebook.FrozenModel, Rulebook.BatchNorm, Rulebook.NotAWeight, Rulebook.FrozenLayer)
{
    protected override bool Applies(FixContext context, Diagnostic diagnostic) => RequestAt(context, diagnostic) is { } request && RequestRemoval.IsPossible(request);

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        var requests = diagnostics.Select(d => RequestAt(context, d)).OfType<SyntaxNode>().Distinct().ToImmutableHashSet();
        foreach (var request in requests)
        {
            // a.Trainable = b.Trainable = true: the outer request takes the inner one with it.
            if (!request.Ancestors().Any(requests.Contains) || request.Parent is not AssignmentExpressionSyntax)
            {
                RequestRemoval.Remove(editor, request, requests);
            }
        }
    }

    /// <summary>The assignment, argument or element of a list that a diagnostic is about; null where there is nothing that can simply go.</summary>
    private static SyntaxNode? RequestAt(FixContext context, Diagnostic diagnostic)
    {
        if (context.NodeAt<AssignmentExpressionSyntax>(diagnostic.Location) is { } assignment)
        {
            return assignment;
        }

        if (context.NodeAt<ExpressionSyntax>(diagnostic.Location) is { Parent: CollectionElementSyntax or InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax } } element)
        {
            return element;
        }

        // The flag of a call. A call that stands as an argument itself is a helper's, which may do more.
        return context.NodeAt<ArgumentSyntax>(diagnostic.Location) is { Parent: ArgumentListSyntax, Expression: not InvocationExpressionSyntax } argument &&
            context.Model.GetTypeInfo(argument.Expression, context.Cancellation).ConvertedType?.SpecialType == SpecialType.System_Boolean
            ? argument
            : null;
    }
}
