using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Layers;

/// <summary>Names the layer by its accessor, which the compiler checks.</summary>
internal sealed class UseTypedAccessor() : DocumentFix("Use the typed accessor", Rulebook.UnknownLayer, Rulebook.TypedAccessor)
{
    /// <summary>The accessor has the type of the layer's kind.</summary>
    protected override bool MayBreakCode => true;

    protected override bool Applies(FixContext context, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FixData.Accessor, out var accessor) && !string.IsNullOrEmpty(accessor) && LookupAt(context, diagnostic) is { } lookup && ModelOf(lookup) is not null;

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var place in diagnostics.GroupBy(d => LookupAt(context, d)!))
        {
            var accessor = place.First().Properties[FixData.Accessor]!.Split('.');
            editor.ReplaceNode(place.Key, Accessor(ModelOf(place.Key)!, accessor).WithTriviaFrom(place.Key));
        }
    }

    /// <summary><c>model.GetLayer("name")</c> or <c>model.Layers["name"]</c>.</summary>
    private static ExpressionSyntax? LookupAt(FixContext context, Diagnostic diagnostic)
    {
        // HUB0018 stands at the whole lookup, HUB0006 at the name in it.
        var place = context.NodeAt<ArgumentSyntax>(diagnostic.Location)?.Expression ?? context.NodeAt<ExpressionSyntax>(diagnostic.Location);
        return place is InvocationExpressionSyntax or ElementAccessExpressionSyntax ? place : place?.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent as ExpressionSyntax;
    }

    /// <summary>The expression whose members the accessors are. For <c>model?.GetLayer("name")</c> the member that stands behind the question mark.</summary>
    private static ExpressionSyntax? ModelOf(ExpressionSyntax lookup) => lookup switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetLayer" } call } => call.Expression,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "GetLayer" } call } => call,
        ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Layers" } layers } => layers.Expression,
        ElementAccessExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Layers" } layers } => layers,
        _ => null,
    };

    private static ExpressionSyntax Accessor(ExpressionSyntax model, string[] names)
    {
        var accessor = model is MemberBindingExpressionSyntax binding
            ? binding.WithName(SyntaxFactory.IdentifierName(names[0]))
            : Member(model, names[0]);
        return names.Skip(1).Aggregate(accessor, Member);
    }

    private static ExpressionSyntax Member(ExpressionSyntax of, string name) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, of, SyntaxFactory.IdentifierName(name));
}
