using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// The flows of a compilation: what a body does, what a method gives and does for what it is called with, what a member always is.
/// Answers are kept for as long as the compilation is.
/// </summary>
internal sealed class ProgramFlow
{
    // Helpers are called with few different things; whoever passes more is followed without memory.
    private const int MostContexts = 16;
    private readonly ConcurrentDictionary<SyntaxNode, Findings> _findings = new();
    private readonly ConcurrentDictionary<ISymbol, ImmutableList<CallContext>> _calls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, HeldCollections> _held = new();
    private readonly MemberValues _members;

    public ProgramFlow(Compilation compilation, LibrarySymbols symbols)
    {
        Symbols = symbols;
        LoadOptions = new StatedLoadOptions(compilation);
        Library = new LibraryMembers(symbols, LoadOptions);
        Patterns = new Patterns(Library);
        Bodies = new SourceBodies(compilation);
        Uses = new ChoiceUses(symbols, Bodies);
        _members = new MemberValues(this);
    }

    public LibrarySymbols Symbols { get; }

    public StatedLoadOptions LoadOptions { get; }

    public LibraryMembers Library { get; }

    public Patterns Patterns { get; }

    public SourceBodies Bodies { get; }

    public ChoiceUses Uses { get; }

    /// <summary>What is found in a body, whoever calls it.</summary>
    public Findings FindingsOf(ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        try
        {
            return FindingsOf(graph, new FlowBudget(), cancellationToken) ?? new Findings();
        }
        catch (System.InsufficientExecutionStackException)
        {
            return new Findings();
        }
    }

    /// <summary>As part of another question; null where that question comes from the body itself.</summary>
    public Findings? FindingsOf(ControlFlowGraph graph, FlowBudget budget, CancellationToken cancellationToken)
    {
        var key = graph.OriginalOperation.Syntax;
        if (_findings.TryGetValue(key, out var known))
        {
            return known;
        }

        if (!budget.TryEnter(key))
        {
            return null;
        }

        try
        {
            var open = budget.LeftOpen;
            var findings = new BodyFlow(this, graph, budget, cancellationToken).FindAll();
            return budget.LeftOpen == open && !budget.IsSpent ? _findings.GetOrAdd(key, findings) : findings;
        }
        finally
        {
            budget.Leave(key);
        }
    }

    /// <summary>What is found in a body that is in the middle of being asked, while what its stores say of members is unknown to itself.</summary>
    public Findings? FindingsWithin(ControlFlowGraph graph, FlowBudget budget, CancellationToken cancellationToken) =>
        budget.Within(graph.OriginalOperation.Syntax, () => new BodyFlow(this, graph, budget, cancellationToken).FindAll());

    /// <summary>What a field or property always is, whichever object it belongs to; null where that is not known.</summary>
    public Denotation? ValueOf(ISymbol member, FlowBudget budget, CancellationToken cancellationToken) => _members.ValueOf(member, budget, cancellationToken);

    /// <summary>Which variables of a body hold collections that it, or code that it hands them to, changes.</summary>
    public HeldCollections HeldIn(IOperation body, CancellationToken cancellationToken) =>
        _held.GetOrAdd(body.Syntax, _ => HeldCollections.Of(body, new ArgumentChanges(Bodies, cancellationToken).In));

    /// <summary>What a call of a method of this compilation gives and does; null where its body is not known.</summary>
    public CallResult? Call(IMethodSymbol method, ImmutableArray<Denotation?> arguments, FlowBudget budget, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (!SourceBodies.HasOneBody(method))
        {
            return null;
        }

        var key = new DenotationList(arguments);
        if (_calls.TryGetValue(method, out var contexts))
        {
            foreach (var context in contexts)
            {
                if (context.Arguments.Equals(key))
                {
                    return context.Result;
                }
            }
        }

        if (Bodies.Of(method, cancellationToken) is not { } graph || !budget.TryEnter(method))
        {
            return null;
        }

        try
        {
            var open = budget.LeftOpen;
            var result = Run(method, graph, arguments, budget, cancellationToken);
            if (budget.LeftOpen == open && !budget.IsSpent)
            {
                Keep(method, new CallContext(key, result));
            }

            return result;
        }
        finally
        {
            budget.Leave(method);
        }
    }

    private CallResult Run(IMethodSymbol method, ControlFlowGraph graph, ImmutableArray<Denotation?> arguments, FlowBudget budget, CancellationToken cancellationToken)
    {
        var entry = FlowState.Empty;
        foreach (var parameter in method.Parameters)
        {
            entry = entry.With(parameter, arguments[parameter.Ordinal]);
        }

        var findings = new Findings();
        var end = new BodyFlow(this, graph, budget, cancellationToken).Run(entry, findings);
        return new CallResult(end?.Returned, findings, graph);
    }

    private void Keep(IMethodSymbol method, CallContext context) => _calls.AddOrUpdate(
        method,
        _ => ImmutableList.Create(context),
        (_, contexts) => contexts.Count < MostContexts ? contexts.Add(context) : contexts);

    private sealed record CallContext(DenotationList Arguments, CallResult Result);
}

/// <summary>What a call gives and does.</summary>
/// <param name="Returned">What it returns.</param>
/// <param name="Findings">What it does.</param>
/// <param name="Graph">The body.</param>
internal sealed record CallResult(Denotation? Returned, Findings Findings, ControlFlowGraph Graph);
