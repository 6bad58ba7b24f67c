using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>Which ops consume a variable, followed through reads, identities and nested calls.</summary>
internal sealed class VariableUses(FunctionProgram program)
{
    private const int MostVisits = 2_000_000;

    private static readonly HashSet<string> _transparent = new(StringComparer.Ordinal)
    {
        "Identity", "ReadVariableOp", "Cast", "StopGradient", "Enter", "RefEnter", "Switch", "RefSwitch",
    };

    private int _visits;

    /// <summary>The ops that consume each captured node of a trace, in the order in which the file lists them.</summary>
    public Dictionary<int, List<VariableUse>> Of(CallTrace trace)
    {
        var uses = new Dictionary<int, List<VariableUse>>();
        if (program.Body(trace.FunctionName) is not { } body)
        {
            return uses;
        }

        foreach (var (captured, argument) in trace.Captures(body))
        {
            if (!uses.TryGetValue(captured, out var list))
            {
                uses.Add(captured, list = []);
            }

            list.AddRange(Of(body, ~argument));
        }

        return uses;
    }

    /// <summary>The ops that consume what a node or an argument of a body holds.</summary>
    public IReadOnlyList<VariableUse> Of(FunctionBody body, int source)
    {
        var uses = new List<VariableUse>();
        var seen = new HashSet<(FunctionBody, int)>();
        var pending = new Stack<(FunctionBody Body, int Source)>();
        pending.Push((body, source));
        while (pending.TryPop(out var at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            foreach (var (node, input) in at.Body.ConsumersOf(at.Source))
            {
                if (++_visits > MostVisits)
                {
                    return uses;
                }

                var op = at.Body.Nodes[node].Op;
                if (op.StartsWith("FakeQuantWithMinMaxVars", StringComparison.Ordinal))
                {
                    // A weight goes on through it; its range ends here.
                    uses.Add(new VariableUse(op, input, at.Body, node));
                    if (input == 0)
                    {
                        pending.Push((at.Body, node));
                    }
                }
                else if (_transparent.Contains(op))
                {
                    pending.Push((at.Body, node));
                }
                else if (program.CallOf(at.Body.Nodes[node]) is { } call)
                {
                    var argument = input - call.FirstArgument;
                    foreach (var callee in call.Callees.Where(c => argument >= 0 && argument < c.Arguments.Count))
                    {
                        pending.Push((callee, ~argument));
                    }
                }
                else
                {
                    uses.Add(new VariableUse(op, input, at.Body, node));
                }
            }
        }

        return uses;
    }
}

/// <summary>An op that consumes a variable.</summary>
/// <param name="Op">The op's type.</param>
/// <param name="Input">Which of its inputs, counted from 0.</param>
/// <param name="Body">The function it stands in.</param>
/// <param name="Node">Its index there.</param>
internal sealed record VariableUse(string Op, int Input, FunctionBody Body, int Node);
