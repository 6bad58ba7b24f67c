using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Constants;

/// <summary>Writes the value that the rule named in place of the one that was found.</summary>
internal abstract class ConstantFix(string title, string ruleId) : DocumentFix(title, ruleId)
{
    protected sealed override bool Applies(FixContext context, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FixData.Replacement, out var replacement) && replacement is not null &&
        ExpressionAt(context, diagnostic) is { } expression && Place(context, expression) is { } place && Write(context, place, replacement) is not null;

    protected sealed override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var places in diagnostics.GroupBy(d => Place(context, ExpressionAt(context, d)!)!))
        {
            editor.ReplaceNode(places.Key, Write(context, places.Key, places.First().Properties[FixData.Replacement]!)!.WithTriviaFrom(places.Key));
        }
    }

    /// <summary>What to replace, given the expression that was reported; null where nothing can be.</summary>
    protected abstract ExpressionSyntax? Place(FixContext context, ExpressionSyntax expression);

    /// <summary>The new value, in the form that the place needs; null where the text is none.</summary>
    protected abstract ExpressionSyntax? Write(FixContext context, ExpressionSyntax place, string replacement);

    private static ExpressionSyntax? ExpressionAt(FixContext context, Diagnostic diagnostic) =>
        context.NodeAt<ArgumentSyntax>(diagnostic.Location)?.Expression ?? context.NodeAt<ExpressionSyntax>(diagnostic.Location);
}
