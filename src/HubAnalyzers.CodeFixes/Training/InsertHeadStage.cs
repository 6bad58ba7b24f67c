using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Training;

/// <summary>Puts a stage that trains the head alone in front of the first stage, with as many epochs and Keras' default rate for Adam.</summary>
internal sealed class InsertHeadStage() : DocumentFix("Fit the head alone first", Rulebook.UntrainedHead)
{
    private const string Rate = "0.001";

    /// <summary>The stage may be made by a constructor of another shape.</summary>
    protected override bool MayBreakCode => true;

    protected override bool Applies(FixContext context, Diagnostic diagnostic) => StageAt(context, diagnostic) is { } stage && List(stage) is not null && Epochs(context, stage) is not null;

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var stage in diagnostics.Select(d => StageAt(context, d)!).Distinct())
        {
            var head = Head(stage, Epochs(context, stage)!);
            switch (List(stage))
            {
                case CollectionExpressionSyntax collection:
                    var element = (ExpressionElementSyntax)stage.Parent!;
                    editor.ReplaceNode(collection, collection.WithElements(Before(collection.Elements, element, SyntaxFactory.ExpressionElement(head))));
                    break;
                case InitializerExpressionSyntax initializer:
                    editor.ReplaceNode(initializer, initializer.WithExpressions(Before(initializer.Expressions, stage, head)));
                    break;
                default:
                    break;
            }
        }
    }

    private static BaseObjectCreationExpressionSyntax? StageAt(FixContext context, Diagnostic diagnostic) => context.NodeAt<BaseObjectCreationExpressionSyntax>(diagnostic.Location);

    private static ExpressionSyntax? List(ExpressionSyntax stage) => stage.Parent switch
    {
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } => collection,
        InitializerExpressionSyntax initializer when initializer.Kind() is SyntaxKind.ArrayInitializerExpression or SyntaxKind.CollectionInitializerExpression => initializer,
        _ => null,
    };

    private static ExpressionSyntax? Epochs(FixContext context, BaseObjectCreationExpressionSyntax stage)
    {
        // Roslyn 4.8 does not bind a target-typed new within a collection expression; the rule speaks of this type alone.
        var constructor = context.Model.GetSymbolInfo(stage, context.Cancellation).Symbol as IMethodSymbol
            ?? context.Model.Compilation.GetTypeByMetadataName("HubAnalyzers.Runtime.FineTuneStage")?.InstanceConstructors.FirstOrDefault(static c => c.Parameters.Any(static p => p.Name == "Epochs"));
        return Syntaxes.ArgumentFor(stage.ArgumentList?.Arguments ?? default, "Epochs", constructor)?.Expression;
    }

    private static ExpressionSyntax Head(BaseObjectCreationExpressionSyntax stage, ExpressionSyntax epochs)
    {
        var type = stage is ObjectCreationExpressionSyntax { Type: var named } ? " " + named.WithoutTrivia() : "";
        return SyntaxFactory.ParseExpression($"new{type}(\"head\", Epochs: {epochs.WithoutTrivia()}, LearningRate: {Rate})");
    }

    /// <summary>On a line of its own where the first element stands on one.</summary>
    private static SeparatedSyntaxList<T> Before<T>(SeparatedSyntaxList<T> list, T first, T added)
        where T : SyntaxNode
    {
        var previous = first.GetFirstToken().GetPreviousToken();
        var endOfLine = previous.TrailingTrivia.Where(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)).Take(1).ToList();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(endOfLine.Count > 0 ? SyntaxFactory.TriviaList(endOfLine) : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        var placed = added.WithLeadingTrivia(endOfLine.Count > 0 ? first.Indentation() : SyntaxFactory.TriviaList());
        var nodes = list.GetWithSeparators();
        var index = nodes.IndexOf(first);
        if (endOfLine.Count == 0)
        {
            placed = placed.WithLeadingTrivia(first.GetLeadingTrivia());
            nodes = nodes.Replace(nodes[index], first.WithLeadingTrivia());
        }

        return SyntaxFactory.SeparatedList<T>(nodes.Insert(index, comma).Insert(index, placed));
    }
}
