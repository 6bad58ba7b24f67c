using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Which variables of a body hold collections whose changes the flow sees. Variables that may hold the same collection, or a view of
/// it, stand together; what is changed through one of several, or by code that is not followed, is lost for all of them.
/// </summary>
internal sealed class HeldCollections
{
    private readonly Dictionary<ISymbol, Group> _groups = new(SymbolEqualityComparer.Default);
    private bool _changesOthers;

    private HeldCollections()
    {
    }

    /// <param name="body">The body, as the compiler bound it.</param>
    /// <param name="changes">Whether a method of this compilation may change the collection that it is given as an argument.</param>
    public static HeldCollections Of(IOperation body, Func<IMethodSymbol, int, bool> changes)
    {
        var held = new HeldCollections();
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation)
            {
                if (CollectionUses.MayHold(operation.Type))
                {
                    held.Follow(operation, changes);
                }
            }
            else
            {
                held.Note(operation);
            }
        }

        foreach (var group in held._groups.Values)
        {
            held._changesOthers |= group.Root is { IsForeign: true, IsChanged: true };
        }

        return held;
    }

    /// <summary>Whether collections are changed that are no variable's own: those that lie in other collections, tuples, objects.</summary>
    public bool ChangesOthers => _changesOthers;

    /// <summary>Whether what a variable holds can be another than the flow sees.</summary>
    public bool IsLost(ISymbol variable) =>
        _groups.TryGetValue(variable, out var known) && known.Root is var group
        && (group.IsLost || (group.IsChanged && (group.Variables > 1 || group.IsShared)) || (group.IsShared && _changesOthers));

    /// <summary>Whether a collection is changed in place at all.</summary>
    public bool IsChanged(ISymbol variable) => _groups.TryGetValue(variable, out var known) && (known.Root.IsChanged || known.Root.IsLost);

    /// <summary>Whether whoever gave the collection to a variable can find it changed, now or later.</summary>
    public bool MayChangeForOthers(ISymbol variable) => _groups.TryGetValue(variable, out var known) && known.Root is { IsLost: true } or { IsChanged: true } or { IsShared: true };

    private void Follow(IOperation reference, Func<IMethodSymbol, int, bool> changes)
    {
        var variable = BodyWrites.Variable(reference)!;
        var isOwn = SymbolEqualityComparer.Default.Equals(BodyWrites.OwnerOf(variable), BodyWrites.FunctionOf(reference));
        var group = GroupOf(variable);
        new CollectionUses(variable, changes, Report, other => group.Root.Join(GroupOf(other).Root)).Follow(reference);

        void Report(CollectionUse use)
        {
            var root = group.Root;
            root.IsChanged |= use is CollectionUse.Change or CollectionUse.FollowedChange;
            root.IsLost |= use is CollectionUse.Change or CollectionUse.Loss || (use == CollectionUse.FollowedChange && !isOwn);
            root.IsShared |= use == CollectionUse.Share;
        }
    }

    /// <summary>Takes down where variables get collections from that others hold, and changes of what is no variable.</summary>
    private void Note(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { Value: var value } && CollectionUses.MayHold(local.Type):
                GroupOf(local).Root.IsForeign |= !IsOwn(value);
                break;
            case ISimpleAssignmentOperation { Value: var value } assignment when BodyWrites.Variable(assignment.Target) is { } assigned && CollectionUses.MayHold(value.Type):
                GroupOf(assigned).Root.IsForeign |= !IsOwn(value);
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var element } } when CollectionUses.MayHold(element.Type):
                GroupOf(element).Root.IsForeign = true;
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol { Type: var matched } named } when CollectionUses.MayHold(matched):
                GroupOf(named).Root.IsForeign = true;
                break;
            case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol { Type: var matched } named } when CollectionUses.MayHold(matched):
                GroupOf(named).Root.IsForeign = true;
                break;
            case IDeconstructionAssignmentOperation { Target: var targets }:
                foreach (var target in targets.DescendantsAndSelf())
                {
                    if (target is ILocalReferenceOperation or IParameterReferenceOperation && CollectionUses.MayHold(target.Type))
                    {
                        GroupOf(BodyWrites.Variable(target)!).Root.IsForeign = true;
                    }
                }

                break;
            case IDeclarationExpressionOperation declaration when BodyWrites.Variable(declaration) is { } declared && CollectionUses.MayHold(declaration.Type):
                GroupOf(declared).Root.IsForeign = true;
                break;
            case IInvocationOperation { Instance: { } instance } invocation when CollectionUses.MayHold(instance.Type):
                _changesOthers |= !IsVariable(instance) && CollectionUses.MayChange(invocation);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } instance }:
                _changesOthers |= !IsVariable(instance) && CollectionUses.IsWritten(operation);
                break;
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                _changesOthers |= !IsVariable(array) && CollectionUses.IsWritten(operation);
                break;
            case IArgumentOperation { Parameter: { } parameter, Value: var given }:
                _changesOthers |= CollectionUses.IsChangeable(parameter.Type) && !IsVariable(given) && !IsOwn(given) && CollectionUses.MayHold(given.Unconverted().Type);
                break;
            default:
                break;
        }
    }

    /// <summary>Whether an expression makes a collection, or is a variable that stands together with the one it is given to.</summary>
    private static bool IsOwn(IOperation value) => value.Unconverted() switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IObjectCreationOperation or IArrayCreationOperation or ILiteralOperation or IDefaultValueOperation => true,
        IInvocationOperation invocation => CollectionUses.Copies(invocation.TargetMethod.Name) || invocation.TargetMethod.ContainingType is { Name: "Enumerable" },
        { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax } => true,
        _ => false,
    };

    private static bool IsVariable(IOperation operation) => operation.Unconverted() is ILocalReferenceOperation or IParameterReferenceOperation or IConditionalAccessInstanceOperation;

    private Group GroupOf(ISymbol variable)
    {
        if (!_groups.TryGetValue(variable, out var group))
        {
            // What a function is given belongs to others.
            _groups.Add(variable, group = new Group { IsForeign = variable is IParameterSymbol });
        }

        return group;
    }

    /// <summary>Variables that may hold the same collection.</summary>
    private sealed class Group
    {
        private Group? _into;

        public Group Root
        {
            get
            {
                var root = this;
                while (root._into is { } next)
                {
                    root = next;
                }

                return root;
            }
        }

        public int Variables { get; private set; } = 1;

        /// <summary>Whether it is changed in place.</summary>
        public bool IsChanged { get; set; }

        /// <summary>Whether it is changed where the flow does not see it, or may be.</summary>
        public bool IsLost { get; set; }

        /// <summary>Whether something else holds it too.</summary>
        public bool IsShared { get; set; }

        /// <summary>Whether it may be a collection that was somebody else's before.</summary>
        public bool IsForeign { get; set; }

        public void Join(Group other)
        {
            if (other == this)
            {
                return;
            }

            other._into = this;
            Variables += other.Variables;
            IsChanged |= other.IsChanged;
            IsLost |= other.IsLost;
            IsShared |= other.IsShared;
            IsForeign |= other.IsForeign;
        }
    }
}
