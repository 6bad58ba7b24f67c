using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// The order in which a trace first needs what it captures: from its outputs back to its inputs, each op's inputs from the
/// first, so that what a layer is applied to comes before the layer's own variables.
/// </summary>
internal sealed class FirstUse
{
    /// <summary>Far more than any real model has ops; calls that call each other again and again end here.</summary>
    private const int MostSteps = 1_000_000;

    private readonly Dictionary<string, FunctionDef> _functions;
    private readonly Dictionary<string, Dictionary<string, NodeDef>> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(Frame Caller, string Node), Frame> _frames = [];

    private FirstUse(GraphDef graph) => _functions = FunctionLibrary.ByName(graph);

    /// <summary>The ids of the captured nodes that an output needs, in order of first use.</summary>
    public static IReadOnlyList<int> Order(GraphDef graph, CallTrace trace) => new FirstUse(graph).Order(trace);

    private List<int> Order(CallTrace trace)
    {
        var order = new List<int>();
        if (!_functions.TryGetValue(trace.FunctionName, out var function))
        {
            return order;
        }

        var root = new Frame(function, NodesOf(function), null, null);
        var firstCapture = function.Signature.InputArg.Count - trace.BoundInputs.Count;
        var pending = new Stack<(Frame Frame, string Value)>();
        Push(root, function.Signature.OutputArg.Select(o => function.Ret.GetValueOrDefault(o.Name, "")));
        var seen = new HashSet<(Frame, string)>();
        var taken = new HashSet<int>();
        for (var step = 0; step < MostSteps && pending.TryPop(out var at); step++)
        {
            var (frame, value) = at;
            if (!seen.Add(at))
            {
                continue;
            }

            var parts = value.Split(':');
            if (!frame.Nodes.TryGetValue(parts[0], out var node))
            {
                Argument(frame, parts[0]);
            }
            else if (Callee(frame, node) is { } callee && Returned(callee, parts) is { } returned)
            {
                pending.Push((callee, returned));
            }
            else
            {
                Push(frame, node.Input.Where(static i => !i.StartsWith('^')));
            }
        }

        return order;

        void Push(Frame frame, IEnumerable<string> values)
        {
            foreach (var value in values.Reverse())
            {
                pending.Push((frame, value));
            }
        }

        void Argument(Frame frame, string name)
        {
            var arguments = frame.Function.Signature.InputArg;
            for (var i = 0; i < arguments.Count; i++)
            {
                if (arguments[i].Name != name)
                {
                    continue;
                }

                if (frame.Caller is { } caller)
                {
                    if (i < frame.Call!.Input.Count)
                    {
                        pending.Push((caller, frame.Call.Input[i]));
                    }
                }
                else if (i >= firstCapture && i - firstCapture < trace.BoundInputs.Count && taken.Add(trace.BoundInputs[i - firstCapture]))
                {
                    order.Add(trace.BoundInputs[i - firstCapture]);
                }

                return;
            }
        }
    }

    private Frame? Callee(Frame frame, NodeDef node)
    {
        if (node.Op is not ("PartitionedCall" or "StatefulPartitionedCall")
            || !node.Attr.TryGetValue("f", out var f)
            || !_functions.TryGetValue(f.Func?.Name ?? "", out var function))
        {
            return null;
        }

        if (!_frames.TryGetValue((frame, node.Name), out var callee))
        {
            _frames.Add((frame, node.Name), callee = new Frame(function, NodesOf(function), frame, node));
        }

        return callee;
    }

    /// <summary>What the callee returns as the output that a value "node:output:2" names.</summary>
    private static string? Returned(Frame callee, string[] parts)
    {
        var outputs = callee.Function.Signature.OutputArg;
        var index = 0;
        return (parts.Length < 3 || int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out index)) && index < outputs.Count
            ? callee.Function.Ret.GetValueOrDefault(outputs[index].Name)
            : null;
    }

    private Dictionary<string, NodeDef> NodesOf(FunctionDef function)
    {
        if (!_nodes.TryGetValue(function.Signature.Name, out var nodes))
        {
            nodes = function.NodeDef.GroupBy(static n => n.Name).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);
            _nodes.Add(function.Signature.Name, nodes);
        }

        return nodes;
    }

    /// <summary>One call of a function. Two calls are two frames, also of one function by one caller; so no record.</summary>
    private sealed class Frame(FunctionDef function, Dictionary<string, NodeDef> nodes, Frame? caller, NodeDef? call)
    {
        public FunctionDef Function { get; } = function;

        public Dictionary<string, NodeDef> Nodes { get; } = nodes;

        public Frame? Caller { get; } = caller;

        public NodeDef? Call { get; } = call;
    }
}
