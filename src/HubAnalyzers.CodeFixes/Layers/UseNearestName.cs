using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Layers;

/// <summary>Writes the nearest name that the model has.</summary>
internal sealed class UseNearestName() : DocumentFix("Use the nearest name", Rulebook.UnknownLayer)
{
    protected override bool Applies(FixContext context, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FixData.Replacement, out var name) && name is not null && NameAt(context, diagnostic) is not null;

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var place in diagnostics.GroupBy(d => NameAt(context, d)!))
        {
            editor.ReplaceNode(place.Key, Syntaxes.Literal(place.First().Properties[FixData.Replacement]!).WithTriviaFrom(place.Key));
        }
    }

    private static ExpressionSyntax? NameAt(FixContext context, Diagnostic diagnostic)
    {
        var expression = context.NodeAt<ArgumentSyntax>(diagnostic.Location)?.Expression ?? context.NodeAt<ExpressionSyntax>(diagnostic.Location);
        return expression is null ? null : context.LiteralOf(expression) ?? expression;
    }
}
