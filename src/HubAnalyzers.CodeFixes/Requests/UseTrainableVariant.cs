using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Loads the trainable variant among the project's models instead of the one that cannot train.</summary>
internal sealed class UseTrainableVariant() : DocumentFix("Switch to the trainable variant of this model", Rulebook.FrozenModel)
{
    private const string ModelAttribute = "HubAnalyzers.HubModelAttribute";

    /// <summary>The variant may have other layers.</summary>
    protected override bool MayBreakCode => true;

    protected override bool Applies(FixContext context, Diagnostic diagnostic) => EditsFor(context, diagnostic).Count > 0;

    protected override void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        var done = new HashSet<SyntaxNode>();
        foreach (var (old, replacement) in diagnostics.SelectMany(d => EditsFor(context, d)))
        {
            if (done.Add(old))
            {
                editor.ReplaceNode(old, replacement.WithTriviaFrom(old));
            }
        }
    }

    private static List<(SyntaxNode Old, SyntaxNode Replacement)> EditsFor(FixContext context, Diagnostic diagnostic)
    {
        var edits = new List<(SyntaxNode, SyntaxNode)>();
        if (!diagnostic.Properties.TryGetValue(FixData.VariantHandle, out var handle) || handle is null || LoadFor(context, diagnostic) is not { } load)
        {
            return edits;
        }

        // X.Load(): another class. Where the local names its type, that changes as well.
        if (load is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: NameSyntax name } } && ClassOf(context, name) is { } old)
        {
            if (VariantOf(old, handle) is { } variant)
            {
                edits.Add((name, variant));
                if (load.FirstAncestorOrSelf<VariableDeclarationSyntax>() is { Type: NameSyntax { IsVar: false } declared } && SymbolEqualityComparer.Default.Equals(ClassOf(context, declared), old))
                {
                    edits.Add((declared, variant));
                }
            }

            return edits;
        }

        var argument = (load as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault() ?? (load as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments.FirstOrDefault();
        if (argument is null)
        {
            return edits;
        }

        if (Syntaxes.Inner(argument.Expression) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Handle", Expression: NameSyntax owner } && ClassOf(context, owner) is { } ofHandle)
        {
            if (VariantOf(ofHandle, handle) is { } variant)
            {
                edits.Add((owner, variant));
            }
        }
        else if (context.LiteralOf(argument.Expression) is { } literal && IsVariant(literal.Token.ValueText, handle))
        {
            edits.Add((literal, Syntaxes.Literal(handle)));
        }

        return edits;
    }

    /// <summary>The call that loads the model which a diagnostic is about; null where it cannot be seen from here.</summary>
    private static ExpressionSyntax? LoadFor(FixContext context, Diagnostic diagnostic)
    {
        if (context.NodeAt<ArgumentSyntax>(diagnostic.Location) is { Parent.Parent: ExpressionSyntax call })
        {
            return call;
        }

        if (context.NodeAt<AssignmentExpressionSyntax>(diagnostic.Location) is not { } assignment)
        {
            return null;
        }

        if (Load(assignment.Left) is { } load)
        {
            return load;
        }

        return Syntaxes.Start(assignment.Left) is IdentifierNameSyntax name &&
            context.Model.GetSymbolInfo(name, context.Cancellation).Symbol is { Kind: SymbolKind.Local or SymbolKind.Field } symbol &&
            Syntaxes.InitializerIn(context, symbol) is { } initializer
            ? Load(initializer)
            : null;
    }

    /// <summary>The call of a method named Load, or the creation, that a chain starts with.</summary>
    private static ExpressionSyntax? Load(ExpressionSyntax expression) => Syntaxes.Inner(expression) switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Load" or "KerasLayer" } } load => load,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => Load(member.Expression),
        BaseObjectCreationExpressionSyntax creation => creation,
        MemberAccessExpressionSyntax member => Load(member.Expression),
        ElementAccessExpressionSyntax element => Load(element.Expression),
        _ => null,
    };

    private static INamedTypeSymbol? ClassOf(FixContext context, NameSyntax name) =>
        context.Model.GetSymbolInfo(name, context.Cancellation).Symbol is INamedTypeSymbol type && HandleOf(type) is not null ? type : null;

    /// <summary>The class generated beside another one for this handle.</summary>
    private static NameSyntax? VariantOf(INamedTypeSymbol old, string handle)
    {
        if (!IsVariant(HandleOf(old)!, handle))
        {
            return null;
        }

        var found = old.ContainingNamespace.GetTypeMembers().Where(t => HandleOf(t) == handle).ToList();
        return found.Count == 1 ? Syntaxes.TypeName(found[0].ToDisplayString()) : null;
    }

    /// <summary>Two versions of one model. A local may hold another model when it is declared than where the request stands.</summary>
    private static bool IsVariant(string old, string handle) =>
        old.LastIndexOf('/') is > 0 and var slash && handle.LastIndexOf('/') == slash && string.CompareOrdinal(old, 0, handle, 0, slash) == 0;

    private static string? HandleOf(INamedTypeSymbol type) => type.GetAttributes()
        .FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == ModelAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;
}
