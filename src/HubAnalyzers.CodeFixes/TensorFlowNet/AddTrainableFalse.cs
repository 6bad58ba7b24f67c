using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.TensorFlowNet;

/// <summary>Freezes the layer itself: <c>trainable: false</c> in the call, <c>Trainable = false</c> in the arguments object.</summary>
internal sealed class AddTrainableFalse() : DocumentFix("Add 'trainable: false'", Rulebook.BatchNormOfFrozenModel)
{
    private const string Parameter = "trainable";
    private const string Property = "Trainable";

    protected override bool MayBreakCode => true;

    protected override bool Applies(FixContext context, Diagnostic diagnostic) => LayerAt(context, diagnostic) is not null;

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var layer in diagnostics.Select(d => LayerAt(context, d)!).Distinct())
        {
            switch (layer)
            {
                case InvocationExpressionSyntax call when Argument(context, call) is { } argument:
                    editor.ReplaceNode(argument.Expression, False().WithTriviaFrom(argument.Expression));
                    break;
                case InvocationExpressionSyntax call:
                    editor.ReplaceNode(call.ArgumentList, call.ArgumentList.AddArguments(SyntaxFactory.Argument(
                        SyntaxFactory.NameColon(Parameter).WithTrailingTrivia(SyntaxFactory.Space), default, False())));
                    break;
                case BaseObjectCreationExpressionSyntax creation:
                    editor.ReplaceNode(creation, Frozen(creation));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The call or the arguments object; for <c>new BatchNormalization(new BatchNormalizationArgs())</c> the latter.</summary>
    private static ExpressionSyntax? LayerAt(FixContext context, Diagnostic diagnostic)
    {
        var place = context.NodeAt<ArgumentSyntax>(diagnostic.Location)?.Expression ?? context.NodeAt<ExpressionSyntax>(diagnostic.Location);
        return place switch
        {
            InvocationExpressionSyntax => place,
            BaseObjectCreationExpressionSyntax creation when HasSwitch(context, creation) => creation,
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: BaseObjectCreationExpressionSyntax inner }] } when HasSwitch(context, inner) => inner,
            _ => null,
        };
    }

    private static bool HasSwitch(FixContext context, ExpressionSyntax creation)
    {
        for (var type = context.Model.GetTypeInfo(creation, context.Cancellation).Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(Property).OfType<IPropertySymbol>().Any(static p => p.SetMethod is not null))
            {
                return true;
            }
        }

        return false;
    }

    private static ArgumentSyntax? Argument(FixContext context, InvocationExpressionSyntax call) => Syntaxes.ArgumentFor(
        call.ArgumentList.Arguments, Parameter, context.Model.GetSymbolInfo(call, context.Cancellation).Symbol as IMethodSymbol);

    private static BaseObjectCreationExpressionSyntax Frozen(BaseObjectCreationExpressionSyntax creation)
    {
        var written = creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(static a => a.Left is IdentifierNameSyntax { Identifier.ValueText: Property });
        if (written is not null)
        {
            return creation.ReplaceNode(written.Right, False().WithTriviaFrom(written.Right));
        }

        var assignment = SyntaxFactory.AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName(Property), False());
        var initializer = creation.Initializer ?? SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression);
        return creation.WithInitializer(initializer.AddExpressions(assignment).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation));
    }

    private static LiteralExpressionSyntax False() => SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression);
}
