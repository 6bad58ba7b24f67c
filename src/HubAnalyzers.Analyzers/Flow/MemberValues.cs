using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// What fields and properties always are. Only members that nobody outside their type can write are asked: all writes stand in the
/// type's own text then, and each of them must give the same.
/// </summary>
internal sealed class MemberValues(ProgramFlow program)
{
    private readonly ConcurrentDictionary<ISymbol, Denotation?> _values = new(SymbolEqualityComparer.Default);

    public Denotation? ValueOf(ISymbol member, FlowBudget budget, CancellationToken cancellationToken)
    {
        member = member.OriginalDefinition;
        if (_values.TryGetValue(member, out var known))
        {
            return known;
        }

        if (!IsWrittenInsideItsTypeOnly(member) || !budget.TryEnter(member))
        {
            return null;
        }

        try
        {
            var open = budget.LeftOpen;
            var value = Find(member, budget, cancellationToken);
            if (budget.LeftOpen == open && !budget.IsSpent)
            {
                _values.TryAdd(member, value);
            }

            return value;
        }
        finally
        {
            budget.Leave(member);
        }
    }

    private static bool IsWrittenInsideItsTypeOnly(ISymbol member) => member switch
    {
        { DeclaringSyntaxReferences.IsEmpty: true } => false,
        IFieldSymbol field => field.RefKind == RefKind.None && (field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private),
        IPropertySymbol { IsIndexer: false, IsAbstract: false, RefKind: RefKind.None } property =>
            (property is { IsVirtual: false, IsOverride: false } || property.IsSealed || property.ContainingType.IsSealed)
            && (property.DeclaredAccessibility == Accessibility.Private || property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private }),
        _ => false,
    };

    private Denotation? Find(ISymbol member, FlowBudget budget, CancellationToken cancellationToken)
    {
        Denotation? value = null;
        var isFirst = true;
        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            var initializer = declaration.GetSyntax(cancellationToken) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (initializer is not null && !Add(Initial(initializer, budget, cancellationToken)))
            {
                return null;
            }
        }

        foreach (var type in member.ContainingType.DeclaringSyntaxReferences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var name in type.GetSyntax(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText == member.Name && WriteOf(name) is { } write && IsMember(name, member, cancellationToken)
                    && (write is not AssignmentExpressionSyntax assignment || !Add(Stored(assignment, budget, cancellationToken))))
                {
                    return null;
                }
            }
        }

        return value.IsCollection() && MayBeChanged(member, cancellationToken) ? null : value;

        bool Add(Denotation? written)
        {
            value = isFirst ? written : Denotations.JoinPlain(value, written);
            isFirst = false;
            return value is not null;
        }
    }

    /// <summary>Whether the collection that a member holds is anywhere changed, or given to who may change it.</summary>
    private bool MayBeChanged(ISymbol member, CancellationToken cancellationToken)
    {
        var isPrivate = member.DeclaredAccessibility == Accessibility.Private;
        if (!isPrivate && CollectionUses.IsChangeable(member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type))
        {
            return true;
        }

        var changes = new ArgumentChanges(program.Bodies, cancellationToken);
        foreach (var type in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var name in type.GetSyntax(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText == member.Name && IsMember(name, member, cancellationToken) && !OnlyReads(name, member, changes, cancellationToken))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool OnlyReads(IdentifierNameSyntax name, ISymbol member, ArgumentChanges changes, CancellationToken cancellationToken)
    {
        SyntaxNode node = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        if (program.Bodies.OperationAt(node, cancellationToken) is not IMemberReferenceOperation reference)
        {
            return node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };
        }

        var onlyReads = true;
        new CollectionUses(
            member,
            changes.In,
            use => onlyReads &= use == CollectionUse.Read,
            alias => onlyReads &= !program.HeldIn(BodyOf(reference), cancellationToken).MayChangeForOthers(alias)).Follow(reference);
        return onlyReads;
    }

    private static IOperation BodyOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private bool IsMember(SyntaxNode name, ISymbol member, CancellationToken cancellationToken) =>
        SymbolEqualityComparer.Default.Equals(program.Bodies.SymbolAt(name, cancellationToken)?.OriginalDefinition, member);

    private Denotation? Initial(SyntaxNode initializer, FlowBudget budget, CancellationToken cancellationToken) =>
        program.Bodies.Of(initializer, cancellationToken) is { } graph ? StoreIn(program.FindingsOf(graph, budget, cancellationToken), initializer) : null;

    private Denotation? Stored(AssignmentExpressionSyntax assignment, FlowBudget budget, CancellationToken cancellationToken)
    {
        foreach (var ancestor in assignment.Ancestors())
        {
            if (ancestor is MemberDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax && program.Bodies.Of(ancestor, cancellationToken) is { } graph)
            {
                return program.FindingsOf(graph, budget, cancellationToken) is { } findings
                    ? StoreIn(findings, assignment)
                    : Later(StoreIn(program.FindingsWithin(graph, budget, cancellationToken), assignment));
            }
        }

        return null;
    }

    /// <summary>Before the body that stores a value has done so, the member may be null.</summary>
    private static Denotation? Later(Denotation? value) => value is null or ConstantDenotation or MaybeNullDenotation ? value : new MaybeNullDenotation(value);

    private static Denotation? StoreIn(Findings? findings, SyntaxNode place)
    {
        foreach (var finding in findings?.All ?? [])
        {
            if (finding is MemberStore store && store.Place == place)
            {
                return store.Value;
            }
        }

        return null;
    }

    /// <summary>The assignment that a name is the target of, another node where it is written in another way; null where it is only read.</summary>
    private static SyntaxNode? WriteOf(IdentifierNameSyntax name)
    {
        ExpressionSyntax target = name;
        while (target.Parent is MemberAccessExpressionSyntax access && access.Name == target)
        {
            target = access;
        }

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == target && (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression)) => assignment,
            AssignmentExpressionSyntax assignment when assignment.Left == target => assignment.Left,
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction } tuple } when deconstruction.Left == tuple => tuple,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument,
            RefExpressionSyntax reference => reference,
            PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax when !target.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression) && !target.Parent.IsKind(SyntaxKind.LogicalNotExpression) => target.Parent,
            _ => null,
        };
    }
}
