using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>Which ops consume a captured variable, followed through reads, identities and nested calls.</summary>
internal sealed class VariableUses
{
    private const int MostVisits = 4_000_000;

    private static readonly HashSet<string> _transparent = new(StringComparer.Ordinal)
    {
        "Identity", "ReadVariableOp", "Cast", "StopGradient", "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel",
    };

    private readonly Dictionary<string, FunctionDef> _functions;
    private readonly Dictionary<string, Dictionary<string, List<(NodeDef Node, int Input)>>> _consumers = new(StringComparer.Ordinal);
    private int _visits;

    public VariableUses(GraphDef graph) => _functions = FunctionLibrary.ByName(graph);

    /// <summary>The ops that consume each captured node of a trace, in the order in which the file lists them.</summary>
    public Dictionary<int, List<VariableUse>> Of(CallTrace trace)
    {
        var uses = new Dictionary<int, List<VariableUse>>();
        if (!_functions.TryGetValue(trace.FunctionName, out var function))
        {
            return uses;
        }

        var arguments = function.Signature.InputArg;
        var first = arguments.Count - trace.BoundInputs.Count;
        for (var i = Math.Max(0, -first); i < trace.BoundInputs.Count; i++)
        {
            if (!uses.TryGetValue(trace.BoundInputs[i], out var list))
            {
                uses.Add(trace.BoundInputs[i], list = []);
            }

            Follow(trace.FunctionName, arguments[first + i].Name, list, new HashSet<(string, string)>());
        }

        return uses;
    }

    private void Follow(string functionName, string value, List<VariableUse> uses, HashSet<(string, string)> seen)
    {
        var pending = new Stack<(string Function, string Value)>();
        pending.Push((functionName, value));
        while (pending.TryPop(out var at))
        {
            if (!seen.Add(at) || ++_visits > MostVisits || !_functions.TryGetValue(at.Function, out var function))
            {
                continue;
            }

            if (!ConsumersIn(at.Function, function).TryGetValue(at.Value, out var consumers))
            {
                continue;
            }

            foreach (var (node, input) in consumers)
            {
                if (_transparent.Contains(node.Op))
                {
                    pending.Push((at.Function, node.Name));
                    if (node.Op.StartsWith("FakeQuant", StringComparison.Ordinal))
                    {
                        uses.Add(new VariableUse(node.Op, input, at.Function, node.Name));
                    }

                    continue;
                }

                var called = CalledFunctions(node);
                if (called.Count == 0)
                {
                    uses.Add(new VariableUse(node.Op, input, at.Function, node.Name));
                    continue;
                }

                // If and its kind take the condition first; the branches do not see it.
                var offset = node.Op is "If" or "StatelessIf" or "Case" or "StatelessCase" ? 1 : 0;
                foreach (var name in called)
                {
                    if (_functions.TryGetValue(name, out var callee) && input >= offset && input - offset < callee.Signature.InputArg.Count)
                    {
                        pending.Push((name, callee.Signature.InputArg[input - offset].Name));
                    }
                }
            }
        }
    }

    private static List<string> CalledFunctions(NodeDef node)
    {
        var called = new List<string>();
        foreach (var (_, attribute) in node.Attr.OrderBy(static a => a.Key, StringComparer.Ordinal))
        {
            if (attribute.ValueCase == AttrValue.ValueOneofCase.Func)
            {
                called.Add(attribute.Func.Name);
            }
            else if (attribute.ValueCase == AttrValue.ValueOneofCase.List)
            {
                called.AddRange(attribute.List.Func.Select(static f => f.Name));
            }
        }

        return called;
    }

    /// <summary>Consumers by value. A value is named by its argument or by its node, whichever output: "node:out:0" and "node" are one.</summary>
    private Dictionary<string, List<(NodeDef Node, int Input)>> ConsumersIn(string name, FunctionDef function)
    {
        if (_consumers.TryGetValue(name, out var known))
        {
            return known;
        }

        var consumers = new Dictionary<string, List<(NodeDef, int)>>(StringComparer.Ordinal);
        foreach (var node in function.NodeDef)
        {
            for (var i = 0; i < node.Input.Count; i++)
            {
                var input = node.Input[i];
                if (input.Length == 0 || input[0] == '^')
                {
                    continue;
                }

                var colon = input.IndexOf(':');
                var value = colon < 0 ? input : input[..colon];
                if (!consumers.TryGetValue(value, out var list))
                {
                    consumers.Add(value, list = []);
                }

                list.Add((node, i));
            }
        }

        _consumers.Add(name, consumers);
        return consumers;
    }
}

/// <summary>An op that consumes a variable.</summary>
/// <param name="Op">The op's type.</param>
/// <param name="Input">Which of its inputs, counted from 0.</param>
/// <param name="Function">The function it stands in.</param>
/// <param name="Node">Its name there.</param>
internal sealed record VariableUse(string Op, int Input, string Function, string Node);
