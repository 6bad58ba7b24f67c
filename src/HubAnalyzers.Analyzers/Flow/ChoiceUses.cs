using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// What may make use of the choices made for a model's layers: run it, train it, look at a switch, or run code that is not at hand and
/// could. What is not known to be harmless is a use.
/// </summary>
internal sealed class ChoiceUses(LibrarySymbols symbols, SourceBodies bodies)
{
    // A property that reads a property that reads a property; one that leads back to itself ends here too.
    private const int MostAccessors = 3;

    // Namespaces, with those in them, of which nothing runs code of the program, unless it is given some in the call.
    private static readonly string[] _passive =
    [
        "System.Buffers", "System.Collections", "System.Data", "System.Diagnostics", "System.Drawing", "System.Formats", "System.Globalization", "System.IO", "System.Linq",
        "System.Net", "System.Numerics", "System.Resources", "System.Runtime", "System.Security", "System.Text", "System.Xml",
        "Microsoft.CSharp", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Logging", "Microsoft.VisualBasic", "Microsoft.Win32",
    ];

    private readonly ConcurrentDictionary<ISymbol, bool> _accessors = new(SymbolEqualityComparer.Default);

    /// <summary>Whether an operation other than a call is a use, its operands aside.</summary>
    public bool IsUse(IOperation operation, CancellationToken cancellationToken) => IsUse(operation, depth: 0, cancellationToken);

    private bool IsUse(IOperation operation, int depth, CancellationToken cancellationToken) => operation switch
    {
        IAwaitOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation or IFunctionPointerInvocationOperation => true,
        IReturnOperation { Kind: OperationKind.YieldReturn } => true,
        IObjectCreationOperation { Constructor: { } constructor } => !IsPassive(constructor),
        IPropertyReferenceOperation property => Runs(property.Property, depth, cancellationToken),
        IBinaryOperation { OperatorMethod: { } method } => !IsPassive(method),
        IUnaryOperation { OperatorMethod: { } method } => !IsPassive(method),
        IConversionOperation { OperatorMethod: { } method } => !IsPassive(method),
        ICompoundAssignmentOperation { OperatorMethod: { } method } => !IsPassive(method),
        IIncrementOrDecrementOperation { OperatorMethod: { } method } => !IsPassive(method),
        _ => false,
    };

    /// <summary>Whether code that runs at another time or in another body may make use of choices, calls of the libraries that only tell facts aside.</summary>
    public bool IsAnyUseIn(IOperation code, CancellationToken cancellationToken) => IsAnyUseIn(code, depth: 0, cancellationToken);

    /// <summary>Whether a region of a body, a <c>finally</c> say, may.</summary>
    public bool IsAnyUseIn(ControlFlowGraph graph, ControlFlowRegion region, CancellationToken cancellationToken)
    {
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
        {
            var block = graph.Blocks[i];
            if (block.Operations.Any(o => IsAnyUseIn(o, cancellationToken)) || (block.BranchValue is { } value && IsAnyUseIn(value, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAnyUseIn(IOperation code, int depth, CancellationToken cancellationToken)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (IsUse(operation, depth, cancellationToken) || operation switch
            {
                IInvocationOperation call => IsActive(call) || call.Arguments.Any(IsUnknownDelegate),
                IPropertyReferenceOperation { Property.Name: "Trainable" or "trainable" } read => read.Parent is not IAssignmentOperation { Target: var target } || target != read,
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a call runs code of the program or of somebody unknown, its arguments aside.</summary>
    public bool IsActive(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Dispose" or "DisposeAsync" } => !IsPassiveType(call.Instance?.Unconverted().Type),
        { Name: "MoveNext" } => call.Instance?.Unconverted().Type is not { TypeKind: TypeKind.Struct },
        var method => LibrarySymbols.IsLibraryType(method.ContainingType) ? !OnlyTells(call) : !IsPassive(method),
    };

    /// <summary>Whether walking over a value runs no code of the program: it is a collection of its own, or made of one by LINQ.</summary>
    public bool IsPassiveWalk(IOperation? source) => source?.Unconverted() switch
    {
        null => true,
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Enumerable" } container }, Arguments: [var first, ..] } when container.OutermostNamespace() == "System" => IsPassiveWalk(first.Value),
        { Type: { } type } => type.TypeKind == TypeKind.Array || type.SpecialType == SpecialType.System_String || (type.TypeKind is not (TypeKind.Interface or TypeKind.TypeParameter) && IsPassiveType(type)),
        _ => false,
    };

    /// <summary>Whether a parameter takes what is walked over without being a collection of its own.</summary>
    public static bool IsWalked(IParameterSymbol parameter) => parameter.Type is { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "ICollection" or "IList" or "IReadOnlyCollection" or "IReadOnlyList" or "ISet" or "IAsyncEnumerable" };

    /// <summary>Whether a call of the libraries neither runs nor trains nor looks at a switch.</summary>
    private bool OnlyTells(IInvocationOperation call) =>
        symbols.IsRuntimeLoad(call.TargetMethod) || call.TargetMethod.Name is nameof(ToString) or nameof(Equals) or nameof(GetHashCode) || (call.TargetMethod.Name == "Load" && symbols.ModelOf(call.Type) is not null) || (call.TargetMethod.Name is "GetLayer" or "From" && symbols.IsFactType(call.TargetMethod.ContainingType));

    private static bool IsUnknownDelegate(IArgumentOperation argument) =>
        argument.Parameter?.Type.TypeKind == TypeKind.Delegate && argument.Value is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation } and not { ConstantValue: { HasValue: true } };

    /// <summary>Whether a method or constructor runs no code of the program, unless it is given some.</summary>
    private bool IsPassive(IMethodSymbol method) =>
        method.MethodKind != MethodKind.DelegateInvoke
        && (IsPassiveType(method.ContainingType) || (method.MethodKind == MethodKind.Constructor && IsPlainRecord(method.ContainingType)));

    private bool IsPassiveType(ITypeSymbol? type) => type?.OutermostNamespace() is "System" or "Microsoft"
        ? IsPassiveOfFramework(type)
        : type is not null && (LibrarySymbols.IsLibraryType(type) || IsTensors(type) || symbols.ModelAround(type, out _) is not null);

    // Hosts, command lines, windows, threads, tasks, timers, reflection and what is made when it is first asked for run what they were
    // given earlier. So only those count that are known not to.
    private static bool IsPassiveOfFramework(ITypeSymbol type) => type.ContainingNamespace.ToDisplayString() switch
    {
        "System" => type.Name is not ("Lazy" or "Activator" or "Delegate" or "MulticastDelegate" or "Progress" or "IProgress" or "AppDomain" or "IDisposable" or "IAsyncDisposable" or "IServiceProvider"),
        "System.Threading" => type.Name is "Monitor" or "Interlocked" or "Volatile" or "CancellationToken" or "CancellationTokenSource" or "Lock",
        var space => _passive.Any(p => space.StartsWith(p, StringComparison.Ordinal) && (space.Length == p.Length || space[p.Length] == '.')),
    };

    // A module of TorchSharp may hold the model; its tensors and functions do not.
    private static bool IsTensors(ITypeSymbol type) => type.OutermostNamespace() == "TorchSharp" && (type.IsStatic || type.Name == "Tensor");

    private static bool IsPlainRecord(INamedTypeSymbol type) =>
        type.IsRecord && type.DeclaringSyntaxReferences.All(static d => d.GetSyntax() is RecordDeclarationSyntax { Members.Count: 0 });

    /// <summary>Whether a property runs code that may be a use when it is read or written; a switch is one when it is read, which others see to.</summary>
    private bool Runs(IPropertySymbol property, int depth, CancellationToken cancellationToken) =>
        !property.ContainingType.IsAnonymousType && !IsPassiveType(property.ContainingType)
        && ((property.Name is not ("Trainable" or "trainable") && (property.DeclaringSyntaxReferences.IsEmpty || property.IsAbstract || property.IsVirtual || property.IsOverride))
            || Runs(property.GetMethod, depth, cancellationToken) || Runs(property.SetMethod, depth, cancellationToken));

    private bool Runs(IMethodSymbol? accessor, int depth, CancellationToken cancellationToken)
    {
        if (accessor is null || bodies.Of(accessor, cancellationToken) is not { } graph)
        {
            return false;
        }

        if (depth > 0)
        {
            return depth > MostAccessors || IsAnyUseIn(graph.OriginalOperation, depth + 1, cancellationToken);
        }

        return _accessors.GetOrAdd(accessor.OriginalDefinition, _ => IsAnyUseIn(graph.OriginalOperation, 1, cancellationToken));
    }
}
