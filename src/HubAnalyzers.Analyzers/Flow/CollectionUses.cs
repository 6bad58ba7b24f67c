using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What a place in the code does with the collection that a variable or member holds.</summary>
internal enum CollectionUse
{
    /// <summary>Looks at it.</summary>
    Read,

    /// <summary>Changes it by a call that the flow follows where it stands.</summary>
    FollowedChange,

    /// <summary>Changes it, or may.</summary>
    Change,

    /// <summary>Puts it into something that holds it from then on.</summary>
    Share,

    /// <summary>Gives it to code that may do anything with it at any time.</summary>
    Loss,
}

/// <summary>
/// Follows a collection from a place that names it to what is done with it there. Lists and arrays are objects: whoever holds one
/// sees what others change in it. Places that are not known to be harmless count as changes.
/// </summary>
/// <param name="holder">The variable or member that holds it.</param>
/// <param name="changes">Whether a method of this compilation may change the collection that it is given as an argument.</param>
/// <param name="report">Takes what is done with it.</param>
/// <param name="alias">Takes a variable that holds the same collection from there on, or a view of it.</param>
internal sealed class CollectionUses(ISymbol holder, Func<IMethodSymbol, int, bool> changes, Action<CollectionUse> report, Action<ISymbol> alias)
{
    /// <summary>Whether values of a type may be collections at all.</summary>
    public static bool MayHold(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => false,
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Array } => true,
        { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" } => true,
        _ => IsSequence(type),
    };

    /// <summary>Whether a collection can be changed by whoever has it as this type. Views that only read are none, nor are collections that never change.</summary>
    public static bool IsChangeable(ITypeSymbol? type) =>
        MayHold(type) && type!.TypeKind != TypeKind.TypeParameter && !IsReadOnly(type) && !LibrarySymbols.IsLibraryType(type);

    private static bool IsReadOnly(ITypeSymbol type) =>
        type.Name is "IEnumerable" or "IEnumerator" or "IReadOnlyList" or "IReadOnlyCollection" or "IReadOnlySet" or "IReadOnlyDictionary" or "IOrderedEnumerable" or "IAsyncEnumerable" or "IQueryable" or "ParallelQuery"
            or "IGrouping" or "ILookup" or "ReadOnlySpan" or "ReadOnlyMemory" or "ReadOnlyCollection"
        || type.Name.StartsWith("Immutable", StringComparison.Ordinal) || type.Name.StartsWith("IImmutable", StringComparison.Ordinal) || type.Name.StartsWith("Frozen", StringComparison.Ordinal);

    private static bool IsSequence(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Collections_IEnumerable)
        {
            return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.SpecialType == SpecialType.System_Collections_IEnumerable)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Follows the collection from a reference to it.</summary>
    /// <param name="reference">The reference to the variable or member that holds it.</param>
    public void Follow(IOperation reference) => Follow(reference, isDirect: true);

    /// <summary>Whether an operation stands where something is written: assigned, stepped, passed or bound by reference.</summary>
    public static bool IsWritten(IOperation operation) => operation.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == operation || assignment is ISimpleAssignmentOperation { IsRef: true },
        IIncrementOrDecrementOperation or IAddressOfOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        IReturnOperation => operation.Syntax.Parent is RefExpressionSyntax,
        ITupleOperation tuple => IsTarget(tuple),
        _ => false,
    };

    private static bool IsTarget(IOperation tuple) => tuple.Parent switch
    {
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Target == tuple,
        ITupleOperation outer => IsTarget(outer),
        _ => false,
    };

    private void Follow(IOperation held, bool isDirect)
    {
        while (held.Parent is { } parent)
        {
            switch (parent)
            {
                case IConversionOperation { Type.Name: "Span" or "Memory" }:
                    report(CollectionUse.Change);
                    return;
                case IConversionOperation { OperatorMethod: not null, Type: var converted } when !MayHold(converted):
                    report(CollectionUse.Loss);
                    return;
                case IConversionOperation or IParenthesizedOperation:
                    break;
                case IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ITranslatedQueryOperation:
                    isDirect = false;
                    break;
                case ISwitchExpressionOperation selection when selection.Value != held:
                    isDirect = false;
                    break;
                case IConditionalAccessOperation access when access.WhenNotNull == held:
                    isDirect = false;
                    break;
                case IConditionalAccessOperation access:
                    foreach (var descendant in access.WhenNotNull.DescendantsAndSelf())
                    {
                        if (descendant is IConditionalAccessInstanceOperation)
                        {
                            Follow(descendant, isDirect);
                        }
                    }

                    return;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    if (local.IsRef)
                    {
                        report(CollectionUse.Loss);
                    }

                    alias(local);
                    return;
                case ISimpleAssignmentOperation or ICoalesceAssignmentOperation:
                    if (!Assigned((IAssignmentOperation)parent, held))
                    {
                        return;
                    }

                    isDirect = false;
                    break;
                case IInvocationOperation invocation when invocation.Instance == held:
                    if (!Called(invocation, held, isDirect))
                    {
                        return;
                    }

                    isDirect = false;
                    break;
                case IArgumentOperation argument:
                    if (!Passed(argument))
                    {
                        return;
                    }

                    held = argument;
                    parent = argument.Parent!;
                    isDirect = false;
                    break;
                default:
                    Done(parent, held);
                    return;
            }

            held = parent;
        }

        report(CollectionUse.Loss);
    }

    /// <summary>The collection has come to where it is used up.</summary>
    private void Done(IOperation parent, IOperation held)
    {
        switch (parent)
        {
            case IPropertyReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                report(IsWritten(parent) ? CollectionUse.Change : CollectionUse.Read);
                break;
            case IMethodReferenceOperation { Method: var method }:
                report(IsChangeable(held.Type) && !Reads(method.Name) ? CollectionUse.Change : CollectionUse.Read);
                break;
            case IReturnOperation returned:
                report(Returned(returned, held));
                break;
            case IIsPatternOperation isPattern:
                Bound(isPattern.Pattern);
                break;
            case ISwitchExpressionOperation or ISwitchOperation:
                foreach (var child in parent.ChildOperations)
                {
                    Bound(child);
                }

                break;
            case ITupleOperation tuple:
                report(IsTarget(tuple) ? CollectionUse.Read : CollectionUse.Share);
                break;
            case IArrayInitializerOperation:
                report(CollectionUse.Share);
                break;
            case IForEachLoopOperation or IExpressionStatementOperation or IBinaryOperation or IIsTypeOperation or IInterpolationOperation or INameOfOperation or IUsingOperation or ILockOperation:
                report(CollectionUse.Read);
                break;
            default:
                // The compiler's newer versions have operations for spreads and collection expressions.
                report(parent.Syntax is SpreadElementSyntax || held.Syntax.Parent is SpreadElementSyntax ? CollectionUse.Read
                    : parent.Syntax is CollectionExpressionSyntax ? CollectionUse.Share
                    : CollectionUse.Loss);
                break;
        }
    }

    /// <summary>Whether an assignment's own value is the collection still.</summary>
    private bool Assigned(IAssignmentOperation assignment, IOperation held)
    {
        if (assignment.Target == held)
        {
            report(CollectionUse.Read);
            return assignment is ICoalesceAssignmentOperation;
        }

        switch (assignment.Target)
        {
            case ILocalReferenceOperation { Local: var local }:
                alias(local);
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                alias(parameter);
                break;
            case IDiscardOperation:
                break;
            case IPropertyReferenceOperation { Property: var property } when property.ContainingType.IsAnonymousType || !IsChangeable(property.Type):
                report(CollectionUse.Share);
                break;
            default:
                report(CollectionUse.Loss);
                break;
        }

        return true;
    }

    /// <summary>Whether what a method of the collection gives is the collection still, or a view of it.</summary>
    private bool Called(IInvocationOperation invocation, IOperation held, bool isDirect)
    {
        if (MayChange(invocation))
        {
            report(isDirect && held.Type is { Name: "List" or "HashSet" or "IList" or "ICollection" } ? CollectionUse.FollowedChange : CollectionUse.Change);
            return false;
        }

        report(CollectionUse.Read);
        return IsView(invocation);
    }

    /// <summary>Whether what is made or given is the collection still, or a view of it.</summary>
    private bool Passed(IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter || parameter.RefKind is RefKind.Ref or RefKind.Out)
        {
            report(argument.Parent is IPropertyReferenceOperation ? CollectionUse.Read : CollectionUse.Loss);
            return false;
        }

        switch (argument.Parent)
        {
            case IObjectCreationOperation creation:
                return PassedToConstructor(creation, parameter);
            case IInvocationOperation invocation:
                report(PassedTo(invocation.TargetMethod, parameter));
                return IsView(invocation);
            default:
                report(CollectionUse.Read);
                return false;
        }
    }

    private bool PassedToConstructor(IObjectCreationOperation creation, IParameterSymbol parameter)
    {
        var isView = creation.Type is { Name: "ReadOnlyCollection" };
        report(isView || IsCopy(creation.Type) ? CollectionUse.Read : IsChangeable(parameter.Type) && !IsLibrary(creation.Type) ? CollectionUse.Loss : CollectionUse.Share);
        return isView;
    }

    private static bool IsCopy(ITypeSymbol? type) =>
        type is { Name: "List" or "HashSet" or "SortedSet" or "Queue" or "Stack" or "LinkedList" or "Dictionary" } && type.OutermostNamespace() == "System";

    private static bool IsLibrary(ITypeSymbol? type) => type is not null && type.OutermostNamespace() is "HubAnalyzers" or "Tensorflow" or "TorchSharp";

    private CollectionUse PassedTo(IMethodSymbol method, IParameterSymbol parameter)
    {
        method = method.ReducedFrom ?? method;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            alias(method.OriginalDefinition.Parameters[parameter.Ordinal]);
            return CollectionUse.Read;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return IsChangeable(parameter.Type) ? CollectionUse.Loss : CollectionUse.Read;
        }

        var container = method.ContainingType;
        if (container.SpecialType == SpecialType.System_Array)
        {
            return Reads(method.Name) ? CollectionUse.Read : CollectionUse.Change;
        }

        if (!IsChangeable(parameter.Type) || IsLibrary(container))
        {
            return CollectionUse.Read;
        }

        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            return changes(method, parameter.Ordinal) ? CollectionUse.Loss : CollectionUse.Read;
        }

        // What takes anything of any type prints, compares or keeps it.
        return container.SpecialType == SpecialType.System_String || container is { Name: "Console" or "Path" or "Debug" or "Trace" or "TextWriter" or "StringBuilder" } ? CollectionUse.Read
            : parameter.Type.SpecialType == SpecialType.System_Object || parameter.OriginalDefinition.Type.TypeKind == TypeKind.TypeParameter ? CollectionUse.Share
            : CollectionUse.Loss;
    }

    /// <summary>Whether a call gives what depends on the collection later on, and no copy of it.</summary>
    private static bool IsView(IInvocationOperation invocation) => MayHold(invocation.Type) && !Copies(invocation.TargetMethod.Name);

    /// <summary>Whether what a method gives stands for itself from then on.</summary>
    public static bool Copies(string name) => name.StartsWith("To", StringComparison.Ordinal) || name is "GetRange" or "FindAll" or "ConvertAll" or "Clone" or "Slice";

    /// <summary>Whether a call may change the collection that it is made on.</summary>
    public static bool MayChange(IInvocationOperation invocation) => IsChangeable(invocation.Instance?.Type) && !Reads(invocation.TargetMethod.Name);

    /// <summary>Whether a method of a collection, or of <see cref="Array"/>, leaves the collection as it is.</summary>
    private static bool Reads(string name) =>
        Copies(name) || name is "ForEach" or "Contains" or "AsReadOnly" or "GetEnumerator" or "Exists" or "TrueForAll" or "IndexOf" or "LastIndexOf" or "CopyTo" or "get_Item" or "BinarySearch" or "Equals" or "GetHashCode" or "GetType"
            or "GetLength" or "GetValue" or "GetUpperBound" or "GetLowerBound" or "ContainsKey" or "TryGetValue" or "Overlaps" or "SetEquals" or "IsSubsetOf" or "IsSupersetOf" or "Peek" or "TryPeek" or "EnsureCapacity" or "TrimExcess"
        || name.StartsWith("Find", StringComparison.Ordinal);

    /// <summary>A function's end gives its own collection to whoever called it, who follows it; another's it gives away.</summary>
    private CollectionUse Returned(IReturnOperation returned, IOperation held) => holder switch
    {
        _ when returned.Kind == OperationKind.YieldReturn => CollectionUse.Loss,
        ILocalSymbol or IParameterSymbol => SymbolEqualityComparer.Default.Equals(BodyWrites.OwnerOf(holder), BodyWrites.FunctionOf(returned)) ? CollectionUse.Read : CollectionUse.Loss,
        _ => IsChangeable(held.Type) ? CollectionUse.Loss : CollectionUse.Read,
    };

    /// <summary>Patterns name what they match.</summary>
    private void Bound(IOperation pattern)
    {
        report(CollectionUse.Read);
        foreach (var descendant in pattern.DescendantsAndSelf())
        {
            var declared = descendant switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (declared is ILocalSymbol { Type: var type } && MayHold(type))
            {
                alias(declared);
            }
        }
    }
}
