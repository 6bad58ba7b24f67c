using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>A function, or the top of a graph, with its nodes' inputs resolved once: names become indexes.</summary>
internal sealed class FunctionBody
{
    private readonly Dictionary<string, int> _sources;
    private readonly ValueRef[]?[] _inputs;
    private Dictionary<int, List<(int Node, int Input)>>? _consumers;

    private FunctionBody(string name, IReadOnlyList<NodeDef> nodes, IReadOnlyList<string> arguments, IReadOnlyList<string> returns)
    {
        Name = name;
        Nodes = nodes;
        Arguments = arguments;
        _inputs = new ValueRef[nodes.Count][];
        _sources = new Dictionary<string, int>(nodes.Count + arguments.Count, StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            _sources.TryAdd(arguments[i], ~i);
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            _sources.TryAdd(nodes[i].Name, i);
        }

        Returns = [.. returns.Select(Resolve)];
    }

    /// <summary>The function's name; empty at the top of a graph.</summary>
    public string Name { get; }

    public IReadOnlyList<NodeDef> Nodes { get; }

    public IReadOnlyList<string> Arguments { get; }

    /// <summary>What it returns, in the order of its outputs.</summary>
    public ValueRef[] Returns { get; }

    public static FunctionBody Of(FunctionDef function) => new(
        function.Signature.Name,
        function.NodeDef,
        [.. function.Signature.InputArg.Select(static a => a.Name)],
        [.. function.Signature.OutputArg.Select(o => function.Ret.GetValueOrDefault(o.Name, ""))]);

    /// <summary>The top of a graph, with the tensors of a signature as what it returns.</summary>
    public static FunctionBody Of(GraphDef graph, IReadOnlyList<string> returns) => new("", graph.Node, [], returns);

    /// <summary>The index of a node by name; null where there is none.</summary>
    public int? IndexOf(string node) => _sources.TryGetValue(node, out var index) && index >= 0 ? index : null;

    /// <summary>What a node takes; control inputs are no values.</summary>
    public ValueRef[] InputsOf(int node) => _inputs[node] ??= [.. Nodes[node].Input.Where(static i => !i.StartsWith('^')).Select(Resolve)];

    /// <summary>The nodes that take a value of a source, whichever of its outputs, in the order of the file.</summary>
    public IReadOnlyList<(int Node, int Input)> ConsumersOf(int source)
    {
        if (_consumers is null)
        {
            _consumers = [];
            for (var node = 0; node < Nodes.Count; node++)
            {
                var inputs = InputsOf(node);
                for (var i = 0; i < inputs.Length; i++)
                {
                    if (!_consumers.TryGetValue(inputs[i].Source, out var list))
                    {
                        _consumers.Add(inputs[i].Source, list = []);
                    }

                    list.Add((node, i));
                }
            }
        }

        return _consumers.TryGetValue(source, out var found) ? found : [];
    }

    /// <summary>A value by its text: "node", "node:output:2", "node:2" or the name of an argument.</summary>
    private ValueRef Resolve(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (!_sources.TryGetValue(colon < 0 ? text : text[..colon], out var source))
        {
            return ValueRef.Unknown;
        }

        if (colon < 0)
        {
            return new ValueRef(source, 0, "");
        }

        var last = text.LastIndexOf(':');
        var isNumber = int.TryParse(text.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var output);
        return new ValueRef(source, output, last > colon ? text[(colon + 1)..last] : isNumber ? "" : text[(colon + 1)..]);
    }
}
