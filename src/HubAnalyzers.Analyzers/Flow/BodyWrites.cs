using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Which variables of a body are written, how often and where; found in one walk before the flow.</summary>
internal sealed class BodyWrites
{
    // A declaration counts once, a step twice.
    private const int CounterWrites = 3;
    private readonly Dictionary<ISymbol, int> _count = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _counters = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _untraceable = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ControlFlowGraph, Dictionary<CaptureId, IOperation>> _captured = [];
    private readonly Dictionary<ControlFlowGraph, HashSet<CaptureId>> _writtenThrough = [];

    private BodyWrites()
    {
    }

    public static BodyWrites Of(IOperation body)
    {
        var writes = new BodyWrites();
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: { IsRef: true } local }:
                    writes._untraceable.Add(local);
                    if (operation is IVariableDeclaratorOperation { Initializer.Value: { } aliased })
                    {
                        writes.Count(aliased, operation, twice: true);
                        writes.Alias(aliased);
                    }

                    break;
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is not null:
                    writes.Count(declarator.Symbol, declarator, twice: false);
                    break;
                case ISimpleAssignmentOperation assignment:
                    writes.Count(assignment.Target, operation, twice: assignment.IsRef);
                    break;
                case IAssignmentOperation assignment:
                    writes.Count(assignment.Target, operation, twice: true);
                    break;
                case IIncrementOrDecrementOperation increment:
                    writes.Count(increment.Target, operation, twice: true);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                    writes.Count(argument.Value, operation, twice: true);
                    break;
                case IAddressOfOperation address:
                    writes.Alias(address.Reference);
                    break;
                case IForEachLoopOperation loop:
                    writes.Count(loop.LoopControlVariable, operation, twice: true);
                    break;
                case ILoopOperation loop when CountingLoop.Of(loop) is { } counting:
                    writes._counters[counting.Counter] = counting.Step;
                    break;
                default:
                    break;
            }
        }

        return writes;
    }

    /// <summary>The step of the variable of a loop that nothing but its declaration and the step writes; null for any other variable.</summary>
    public int? CounterStep(ISymbol symbol) =>
        _counters.TryGetValue(symbol, out var step) && _count.TryGetValue(symbol, out var count) && count == CounterWrites ? step : null;

    /// <summary>Whether only the control flow of the function that declares it writes the variable.</summary>
    public bool IsTraceable(ISymbol symbol) => !_untraceable.Contains(symbol);

    /// <summary>Whether one assignment gives the variable its value for good.</summary>
    public bool IsWrittenOnce(ISymbol symbol) => IsTraceable(symbol) && _count.TryGetValue(symbol, out var count) && count == 1;

    /// <summary>The variable that a capture stands for where it is written through.</summary>
    public ISymbol? CapturedVariable(ControlFlowGraph graph, CaptureId id) => Captured(graph, id) is { } captured ? Variable(captured) : null;

    /// <summary>The property that a capture stands for where it is written through.</summary>
    public IPropertyReferenceOperation? CapturedProperty(ControlFlowGraph graph, CaptureId id) => Captured(graph, id) as IPropertyReferenceOperation;

    /// <summary>Whether a property is named to be written, by the compiler's temporary or directly.</summary>
    public bool IsTarget(ControlFlowGraph graph, IPropertyReferenceOperation property) => property.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == property,
        IFlowCaptureOperation capture => WrittenThrough(graph).Contains(capture.Id),
        ITupleOperation or IDeclarationExpressionOperation => true,
        _ => false,
    };

    private HashSet<CaptureId> WrittenThrough(ControlFlowGraph graph)
    {
        if (!_writtenThrough.TryGetValue(graph, out var written))
        {
            written = [];
            foreach (var block in graph.Blocks)
            {
                foreach (var operation in block.Operations)
                {
                    foreach (var descendant in operation.DescendantsAndSelf())
                    {
                        if (descendant is IAssignmentOperation { Target: IFlowCaptureReferenceOperation { Id: var id } })
                        {
                            written.Add(id);
                        }
                    }
                }
            }

            _writtenThrough.Add(graph, written);
        }

        return written;
    }

    private IOperation? Captured(ControlFlowGraph graph, CaptureId id)
    {
        if (!_captured.TryGetValue(graph, out var captured))
        {
            captured = [];
            foreach (var block in graph.Blocks)
            {
                foreach (var operation in block.Operations)
                {
                    if (operation is IFlowCaptureOperation { Value: var value } capture && (value is IPropertyReferenceOperation || Variable(value) is not null))
                    {
                        captured[capture.Id] = value;
                    }
                }
            }

            _captured.Add(graph, captured);
        }

        return captured.TryGetValue(id, out var known) ? known : null;
    }

    /// <summary>The state without what a region writes; for the finally blocks that run on a branch.</summary>
    public FlowState Forget(FlowState state, ControlFlowGraph graph, ControlFlowRegion region)
    {
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
        {
            foreach (var operation in graph.Blocks[i].Operations)
            {
                foreach (var descendant in operation.DescendantsAndSelf())
                {
                    if (descendant is IAssignmentOperation { Target: var target } && Variable(target) is { } assigned)
                    {
                        state = state.With(assigned, null);
                    }
                    else if (descendant is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument && Variable(argument.Value) is { } passed)
                    {
                        state = state.With(passed, null);
                    }
                    else if (descendant is IFlowCaptureReferenceOperation capture && CapturedVariable(graph, capture.Id) is { } captured)
                    {
                        state = state.With(captured, null);
                    }
                }
            }
        }

        return state;
    }

    private void Count(IOperation target, IOperation write, bool twice)
    {
        if (Variable(target) is { } symbol)
        {
            Count(symbol, write, twice);
            return;
        }

        foreach (var descendant in target.Descendants())
        {
            if (target is ITupleOperation or IDeclarationExpressionOperation && Variable(descendant) is { } element)
            {
                Count(element, write, twice: true);
            }
        }
    }

    private void Count(ISymbol symbol, IOperation write, bool twice)
    {
        _count.TryGetValue(symbol, out var before);
        _count[symbol] = before + (twice ? 2 : 1);
        if (!SymbolEqualityComparer.Default.Equals(OwnerOf(symbol), FunctionOf(write)))
        {
            _untraceable.Add(symbol);
        }
    }

    private void Alias(IOperation aliased)
    {
        if (Variable(aliased) is { } symbol)
        {
            _untraceable.Add(symbol);
        }
    }

    /// <summary>The local or parameter that an operation names or declares.</summary>
    public static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => Variable(declaration.Expression),
        _ => null,
    };

    /// <summary>The lambda or local function that a variable belongs to; null for one of the body itself.</summary>
    public static ISymbol? OwnerOf(ISymbol variable) =>
        variable.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } function ? function : null;

    /// <summary>The lambda or local function that an operation stands in; null in the body itself.</summary>
    public static ISymbol? FunctionOf(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
                case ILocalFunctionOperation function:
                    return function.Symbol;
                default:
                    break;
            }
        }

        return null;
    }
}
