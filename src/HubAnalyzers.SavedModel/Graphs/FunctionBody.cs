using System;
using Google.Protobuf;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using HubAnalyzers.SavedModel.Messages;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>A function, or the top of a graph, with its nodes' inputs resolved once: names become indexes.</summary>
internal sealed class FunctionBody
{
    private const uint InputTag = (NodeDef.InputFieldNumber << 3) | 2;
    private const uint SignatureTag = (FunctionDef.SignatureFieldNumber << 3) | 2;
    private const uint NodeTag = (FunctionDef.NodeDefFieldNumber << 3) | 2;
    private const uint RetTag = (FunctionDef.RetFieldNumber << 3) | 2;

    private readonly TextPool _texts;
    private readonly Dictionary<string, int> _sources;
    private readonly ValueRef[]?[] _inputs;
    private Dictionary<int, List<(int Node, int Input)>>? _consumers;

    private FunctionBody(string name, IReadOnlyList<SavedNode> nodes, IReadOnlyList<string> arguments, IEnumerable<string> returns, TextPool texts)
    {
        Name = name;
        Nodes = nodes;
        Arguments = arguments;
        _texts = texts;
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

        Returns = [.. returns.Select(r => Resolve(r))];
    }

    /// <summary>The function's name; empty at the top of a graph.</summary>
    public string Name { get; }

    public IReadOnlyList<SavedNode> Nodes { get; }

    public IReadOnlyList<string> Arguments { get; }

    /// <summary>What it returns, in the order of its outputs.</summary>
    public ValueRef[] Returns { get; }

    /// <summary>A function by the bytes of its <c>FunctionDef</c>.</summary>
    public static FunctionBody Of(ReadOnlyMemory<byte> function, TextPool texts)
    {
        // All but the nodes is small and parsed as what it is.
        var frame = new FunctionDef();
        var nodes = new List<SavedNode>();
        var fields = new WireReader(function.Span);
        while (fields.Next())
        {
            if (fields.Tag == NodeTag)
            {
                nodes.Add(new SavedNode(function[fields.Content], texts));
            }
            else if (fields.Tag is SignatureTag or RetTag)
            {
                frame.MergeFrom(function.Span[fields.Field]);
            }
        }

        return new FunctionBody(
            frame.Signature.Name,
            nodes,
            [.. frame.Signature.InputArg.Select(static a => a.Name)],
            frame.Signature.OutputArg.Select(o => frame.Ret.GetValueOrDefault(o.Name, "")),
            texts);
    }

    /// <summary>The top of a graph, with the tensors of a signature as what it returns.</summary>
    public static FunctionBody Of(SavedGraph graph, IReadOnlyList<string> returns) => new("", graph.Nodes, [], returns, graph.Texts);

    /// <summary>The index of a node by name; null where there is none.</summary>
    public int? IndexOf(string node) => _sources.TryGetValue(node, out var index) && index >= 0 ? index : null;

    /// <summary>What a node takes; control inputs are no values.</summary>
    public ValueRef[] InputsOf(int node) => _inputs[node] ??= ReadInputs(Nodes[node]);

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

    private ValueRef[] ReadInputs(SavedNode node)
    {
        var inputs = new List<ValueRef>();
        var fields = node.Fields();
        Span<char> text = stackalloc char[256];
        while (fields.Next())
        {
            if (fields.Tag != InputTag || fields.Bytes.StartsWith("^"u8))
            {
                continue;
            }

            if (fields.Bytes.Length > text.Length)
            {
                text = new char[fields.Bytes.Length];
            }

            inputs.Add(Resolve(text[..Encoding.UTF8.GetChars(fields.Bytes, text)]));
        }

        return [.. inputs];
    }

    /// <summary>A value by its text: "node", "node:output:2", "node:2" or the name of an argument.</summary>
    private ValueRef Resolve(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (!_sources.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(colon < 0 ? text : text[..colon], out var source))
        {
            return ValueRef.Unknown;
        }

        if (colon < 0)
        {
            return new ValueRef(source, 0, "");
        }

        var last = text.LastIndexOf(':');
        var isNumber = int.TryParse(text[(last + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var output);
        return new ValueRef(source, output, last > colon ? _texts.Get(text[(colon + 1)..last]) : isNumber ? "" : _texts.Get(text[(colon + 1)..]));
    }
}
