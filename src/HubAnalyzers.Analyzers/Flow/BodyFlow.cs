using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// One forward pass over the control flow graph of a body, for all rules: what each value denotes, and what is done with it. The
/// states of the blocks are joined to a fixed point first; only then is anything reported, so that a loop's later assignments count
/// at its start. Work is bounded: a body that exceeds the bound gives no findings.
/// </summary>
internal sealed partial class BodyFlow
{
    private readonly ProgramFlow _program;
    private readonly ControlFlowGraph _root;
    private readonly BodyWrites _writes;
    private HeldCollections? _held;
    private readonly FlowBudget _budget;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<ISymbol, int> _counterStarts = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Denotation> _settled = new(SymbolEqualityComparer.Default);

    public BodyFlow(ProgramFlow program, ControlFlowGraph root, FlowBudget budget, CancellationToken cancellationToken)
    {
        _program = program;
        _root = root;
        _writes = BodyWrites.Of(root.OriginalOperation);
        _budget = budget;
        _cancellationToken = cancellationToken;
    }

    private HeldCollections Held => _held ??= _program.HeldIn(_root.OriginalOperation, _cancellationToken);

    /// <summary>What is found in the body and in the lambdas and local functions inside it, whoever calls it.</summary>
    public Findings FindAll()
    {
        var findings = new Findings();
        if (!Analyze(_root, FlowState.Empty, findings))
        {
            return new Findings();
        }

        findings.DropRepeated();
        return findings;
    }

    /// <summary>Runs the body as a call does: the state at its end, with what it returns; null where it has none or the bound is exceeded.</summary>
    public FlowState? Run(FlowState entry, Findings? findings) => Run(_root, entry, findings, nested: null);

    private FlowState? Run(ControlFlowGraph graph, FlowState entry, Findings? findings, List<(ControlFlowGraph Graph, IFlowAnonymousFunctionOperation Lambda)>? nested)
    {
        var states = new FlowState?[graph.Blocks.Length];
        if (!Settle(graph, entry, states))
        {
            return null;
        }

        if (findings is not null)
        {
            foreach (var block in graph.Blocks)
            {
                if (states[block.Ordinal] is { } state)
                {
                    var walker = new Walker(this, graph, block, state, findings, nested);
                    walker.Run();
                    foreach (var (branch, after) in Branches(block, walker))
                    {
                        Leave(graph, branch, after, findings);
                    }
                }
            }
        }

        return states[graph.Blocks.Length - 1];
    }

    private bool Analyze(ControlFlowGraph graph, FlowState entry, Findings findings)
    {
        var nested = new List<(ControlFlowGraph, IFlowAnonymousFunctionOperation)>();
        var own = new Findings();
        var end = Run(graph, entry, own, nested);
        own.DropLasting(end?.Choices.Values ?? []);
        findings.AddAll(own);
        return !_budget.IsSpent && AnalyzeNested(graph, nested, findings);
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
            _budget.Spend(1 + block.Operations.Length);
            if (_budget.IsSpent)
            {
                return false;
            }

            var walker = new Walker(this, graph, block, states[block.Ordinal]!, findings: null, nested: null)
            {
                // An exception can leave a block after any of its operations.
                AfterOperation = state => EnterHandlers(block, state with { Choices = FlowState.Empty.Choices }, states, pending),
            };
            walker.Run();
            foreach (var (branch, branchState) in Branches(block, walker))
            {
                Enter(branch.Destination!.Ordinal, Leave(graph, branch, branchState, findings: null), states, pending);
            }
        }

        return true;
    }

    /// <summary>The state after a branch: the <c>finally</c> blocks on its way write variables, and may use what was chosen.</summary>
    private FlowState Leave(ControlFlowGraph graph, ControlFlowBranch branch, FlowState state, Findings? findings)
    {
        foreach (var region in branch.FinallyRegions)
        {
            state = _writes.Forget(state, graph, region);
            if (!state.Choices.IsEmpty && _program.Uses.IsAnyUseIn(graph, region, _cancellationToken))
            {
                findings?.AddLasting(state.Choices.Values);
                state = state with { Choices = FlowState.Empty.Choices };
            }
        }

        return state;
    }

    /// <summary>The ways out of a block, without those that its condition excludes.</summary>
    private static IEnumerable<(ControlFlowBranch Branch, FlowState State)> Branches(BasicBlock block, Walker walker)
    {
        var isConditional = block.ConditionKind != ControlFlowConditionKind.None;
        if (block.ConditionalSuccessor is { Destination: not null } conditional && On(block.ConditionKind == ControlFlowConditionKind.WhenTrue) is { } taken)
        {
            yield return (conditional, taken);
        }

        if (block.FallThroughSuccessor is { Destination: not null } next && On(block.ConditionKind != ControlFlowConditionKind.WhenTrue) is { } fallen)
        {
            yield return (next, next.Semantics == ControlFlowBranchSemantics.Return ? fallen with { Returned = walker.BranchValue } : fallen);
        }

        FlowState? On(bool holds) => !isConditional ? walker.State : walker.BranchValue switch
        {
            ConstantDenotation { Value: bool value } => value == holds ? walker.State : null,
            EachDenotation each => walker.State.Where(each, holds),
            BoundDenotation bound => bound.On(walker.State, holds),
            _ => walker.State,
        };
    }

    private static void EnterHandlers(BasicBlock block, FlowState state, FlowState?[] states, SortedSet<int> pending)
    {
        // The graph of a lambda lies in a region of its body's graph, whose handlers are not its own.
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root, EnclosingRegion: { } outer }; region = outer)
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
    private bool AnalyzeNested(ControlFlowGraph graph, List<(ControlFlowGraph Graph, IFlowAnonymousFunctionOperation Lambda)> lambdas, Findings findings)
    {
        var entry = FlowState.Empty;
        foreach (var pair in _settled)
        {
            entry = entry.With(pair.Key, pair.Value);
        }

        foreach (var (owner, lambda) in lambdas)
        {
            if (!Analyze(owner.GetAnonymousFunctionControlFlowGraph(lambda, _cancellationToken), entry, findings))
            {
                return false;
            }
        }

        foreach (var function in graph.LocalFunctions)
        {
            if (!Analyze(graph.GetLocalFunctionControlFlowGraph(function, _cancellationToken), entry, findings))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the walk of a loop can end before its last element, other than by an exception.</summary>
    private static bool CanLeaveEarly(ControlFlowGraph graph, BasicBlock head)
    {
        var body = head.ConditionKind == ControlFlowConditionKind.WhenTrue ? head.ConditionalSuccessor : head.FallThroughSuccessor;
        var reached = new HashSet<int> { head.Ordinal };
        var pending = new Stack<BasicBlock>();
        Push(body?.Destination);
        while (pending.Count > 0)
        {
            var block = pending.Pop();
            if (block.Kind == BasicBlockKind.Exit)
            {
                return true;
            }

            Push(block.ConditionalSuccessor?.Destination);
            Push(block.FallThroughSuccessor?.Destination);
        }

        return false;

        void Push(BasicBlock? block)
        {
            if (block is not null && reached.Add(block.Ordinal))
            {
                pending.Push(block);
            }
        }
    }
}
