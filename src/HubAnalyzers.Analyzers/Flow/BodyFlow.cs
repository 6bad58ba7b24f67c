using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// One forward pass over the control flow graph of a body, for all rules: what each value denotes, and where something is asked to
/// train. The states of the blocks are joined to a fixed point first; only then is anything reported, so that a loop's later
/// assignments count at its start. Work is bounded: a body that exceeds the bound gives no requests.
/// </summary>
internal sealed partial class BodyFlow
{
    // Far beyond hand-written code (a body of 2,000 blocks settles in a few passes), and below a tenth of a second.
    private const int MostSteps = 50_000;
    private readonly LibrarySymbols _symbols;
    private readonly BodyWrites _writes;
    private readonly CancellationToken _cancellationToken;
    private readonly List<TrainableRequest> _requests = [];
    private readonly Dictionary<ISymbol, Denotation> _settled = new(SymbolEqualityComparer.Default);
    private int _steps;

    private BodyFlow(LibrarySymbols symbols, BodyWrites writes, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        _writes = writes;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The requests in a body and in the lambdas and local functions inside it.</summary>
    public static IReadOnlyList<TrainableRequest> Requests(ControlFlowGraph graph, LibrarySymbols symbols, CancellationToken cancellationToken)
    {
        try
        {
            var flow = new BodyFlow(symbols, BodyWrites.Of(graph.OriginalOperation), cancellationToken);
            return flow.Analyze(graph, FlowState.Empty) ? flow._requests : [];
        }
        catch (InsufficientExecutionStackException)
        {
            return [];
        }
    }

    private bool Analyze(ControlFlowGraph graph, FlowState entry)
    {
        var states = new FlowState?[graph.Blocks.Length];
        if (!Settle(graph, entry, states))
        {
            return false;
        }

        var nested = new List<IFlowAnonymousFunctionOperation>();
        foreach (var block in graph.Blocks)
        {
            if (states[block.Ordinal] is { } state)
            {
                new Walker(this, graph, state, _requests, nested).Run(block);
            }
        }

        return AnalyzeNested(graph, nested);
    }

    /// <summary>Joins the states of the blocks until nothing changes; false where the bound is exceeded.</summary>
    private bool Settle(ControlFlowGraph graph, FlowState entry, FlowState?[] states)
    {
        var pending = new SortedSet<int> { 0 };
        states[0] = entry;
        while (pending.Count > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var block = graph.Blocks[pending.Min];
            pending.Remove(block.Ordinal);
            var walker = new Walker(this, graph, states[block.Ordinal]!, requests: null, nested: null)
            {
                // An exception can leave a block after any of its operations.
                AfterOperation = state => EnterHandlers(block, state, states, pending),
            };
            walker.Run(block);
            _steps += 1 + block.Operations.Length;
            if (_steps > MostSteps)
            {
                return false;
            }

            foreach (var branch in Branches(block, walker.BranchValue))
            {
                var state = walker.State;
                foreach (var region in branch.FinallyRegions)
                {
                    state = _writes.Forget(state, graph, region);
                }

                Enter(branch.Destination!.Ordinal, state, states, pending);
            }
        }

        return true;
    }

    /// <summary>The ways out of a block, without the one that a constant condition excludes.</summary>
    private static IEnumerable<ControlFlowBranch> Branches(BasicBlock block, Denotation? condition)
    {
        var taken = condition is ConstantDenotation { Value: bool value } && block.ConditionKind != ControlFlowConditionKind.None
            ? value == (block.ConditionKind == ControlFlowConditionKind.WhenTrue)
            : (bool?)null;
        if (block.ConditionalSuccessor is { Destination: not null } conditional && taken != false)
        {
            yield return conditional;
        }

        if (block.FallThroughSuccessor is { Destination: not null } next && taken != true)
        {
            yield return next;
        }
    }

    /// <summary>An exception may leave a block for every handler around it. The handlers around a lambda are no part of its own graph.</summary>
    private static void EnterHandlers(BasicBlock block, FlowState state, FlowState?[] states, SortedSet<int> pending)
    {
        for (var region = block.EnclosingRegion; region.Kind != ControlFlowRegionKind.Root && region.EnclosingRegion is { } outer; region = outer)
        {
            if (region.Kind != ControlFlowRegionKind.Try)
            {
                continue;
            }

            foreach (var handler in outer.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
                {
                    Enter(handler.FirstBlockOrdinal, state, states, pending);
                }
            }
        }
    }

    private static void Enter(int ordinal, FlowState state, FlowState?[] states, SortedSet<int> pending)
    {
        var before = states[ordinal];
        var after = before is null ? state : before.Join(state);
        if (!ReferenceEquals(before, after))
        {
            states[ordinal] = after;
            pending.Add(ordinal);
        }
    }

    /// <summary>Lambdas and local functions run at an unknown time: they see what is written once and for all before them.</summary>
    private bool AnalyzeNested(ControlFlowGraph graph, List<IFlowAnonymousFunctionOperation> lambdas)
    {
        var entry = FlowState.Empty;
        foreach (var pair in _settled)
        {
            entry = entry.With(pair.Key, pair.Value);
        }

        foreach (var lambda in lambdas)
        {
            if (!Analyze(graph.GetAnonymousFunctionControlFlowGraph(lambda, _cancellationToken), entry))
            {
                return false;
            }
        }

        foreach (var function in graph.LocalFunctions)
        {
            if (!Analyze(graph.GetLocalFunctionControlFlowGraph(function, _cancellationToken), entry))
            {
                return false;
            }
        }

        return true;
    }
}
