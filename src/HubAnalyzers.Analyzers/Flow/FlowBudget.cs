using System;
using System.Collections.Generic;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What the analysis of one body may cost, with all that it calls, and what it is in the middle of.</summary>
internal sealed class FlowBudget
{
    /// <summary>Far beyond hand-written code (a body of 2,000 blocks settles in a few passes), and below a tenth of a second.</summary>
    public const int MostSteps = 50_000;

    /// <summary>How many calls deep a value is followed.</summary>
    private const int MostCalls = 8;

    private readonly HashSet<object> _entered = [];
    private readonly Dictionary<object, Findings?> _within = [];

    /// <summary>The blocks and operations gone through.</summary>
    public int Steps { get; private set; }

    public bool IsSpent => Steps > MostSteps;

    /// <summary>How often a question was left open because it led back to itself or too deep: an answer found meanwhile holds here only.</summary>
    public int LeftOpen { get; private set; }

    public void Spend(int steps) => Steps += steps;

    /// <summary>Whether a question may be asked; each that may must be left again.</summary>
    public bool TryEnter(object question)
    {
        if (!IsSpent && _entered.Count < MostCalls && _entered.Add(question))
        {
            return true;
        }

        LeftOpen++;
        return false;
    }

    /// <summary>What is found in a body that this question is in the middle of; found once, and not from within itself.</summary>
    public Findings? Within(object body, Func<Findings> find)
    {
        if (!_entered.Contains(body))
        {
            return null;
        }

        if (!_within.TryGetValue(body, out var known))
        {
            _within.Add(body, null);
            known = find();
            _within[body] = known;
        }

        return known;
    }

    public void Leave(object question) => _entered.Remove(question);
}
