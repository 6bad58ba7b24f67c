using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using TorchSharp;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>
/// How much memory the values of a graph take while it runs, found by going through it as the executor and autograd do: values are freed
/// after their last use, but for those that are kept for gradients, which the way back frees one by one.
/// </summary>
internal sealed class GraphMemory
{
    /// <summary>Images turned: two rows of neighbours, places and indices, each nearly as large as the images.</summary>
    private const int OfTransform = 9;

    private readonly ImportedGraph _graph;
    private readonly GraphFlow _flow;
    private readonly ShapeInference _shapes;
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    private GraphMemory(ImportedGraph graph, IReadOnlySet<string> trained, ShapeInference shapes)
    {
        _graph = graph;
        _flow = new GraphFlow(graph, GraphFlow.MovingIn(graph, trained));
        _shapes = shapes;
    }

    /// <summary>The bytes that are kept for gradients when the way forward is over.</summary>
    public long Kept { get; private set; }

    /// <summary>The most bytes on the way forward, inputs and results included.</summary>
    public long Forward { get; private set; }

    /// <summary>The most bytes on the way back, without the gradients of weights.</summary>
    public long Backward { get; private set; }

    /// <summary>The bytes of the results.</summary>
    public long Results { get; private set; }

    /// <summary>Operations whose results' shapes are not known, so that they count as nothing.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Goes through a graph.</summary>
    /// <param name="graph">The graph as it is executed.</param>
    /// <param name="trained">The names of the variables that train.</param>
    /// <param name="shapes">The shapes of its values.</param>
    /// <param name="keeps">Whether gradients are recorded.</param>
    public static GraphMemory Of(ImportedGraph graph, IReadOnlySet<string> trained, ShapeInference shapes, bool keeps)
    {
        var memory = new GraphMemory(graph, trained, shapes);
        var freed = keeps ? memory.KeptUntil() : [];
        memory.GoForward(freed.Keys.ToHashSet());
        if (keeps)
        {
            memory.GoBack(freed);
        }

        memory.Results = graph.Outputs.Select(o => memory.Root(o.Value)).Distinct().Sum(memory.Bytes);
        return memory;
    }

    /// <summary>What is kept, each with the node whose way back is the last to need it. A node's own bytes stand under an output that there is not.</summary>
    private Dictionary<ValueRef, (int Until, long Bytes)> KeptUntil()
    {
        const int Own = -1;
        var kept = new Dictionary<ValueRef, (int Until, long Bytes)>();
        for (var i = _graph.Nodes.Count - 1; i >= 0; i--)
        {
            var result = new ValueRef(ValueSource.Node, i);
            if (!HasGradient(result))
            {
                continue;
            }

            var (values, own) = KeptValues.Of(_graph.Nodes[i], i, HasGradient, _shapes);
            foreach (var value in values.Select(Root).Where(IsCounted))
            {
                kept[value] = (i, Bytes(value));
            }

            if (own > 0)
            {
                kept[result with { Output = Own }] = (i, own);
            }
        }

        Kept = kept.Values.Sum(static k => k.Bytes);
        return kept;
    }

    private void GoForward(HashSet<ValueRef> kept)
    {
        var lastUse = LastUses();
        var live = _graph.Inputs.Select((_, i) => new ValueRef(ValueSource.Input, i)).ToHashSet();
        var bytes = live.Sum(Bytes);
        Forward = bytes;
        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            foreach (var made in ResultsOf(i).Select(Root).Where(v => IsCounted(v) && live.Add(v)).ToList())
            {
                bytes += Bytes(made);
            }

            if (kept.Contains(new ValueRef(ValueSource.Node, i, -1)))
            {
                bytes += KeptValues.Of(_graph.Nodes[i], i, HasGradient, _shapes).Own;
            }

            Forward = Math.Max(Forward, bytes + WorkForward(_graph.Nodes[i], i));
            foreach (var done in live.Where(v => v.Source == ValueSource.Node && lastUse.GetValueOrDefault(v) <= i && !kept.Contains(v)).ToList())
            {
                live.Remove(done);
                bytes -= Bytes(done);
            }
        }
    }

    private void GoBack(Dictionary<ValueRef, (int Until, long Bytes)> kept)
    {
        var gradients = _graph.Outputs.Select(o => Root(o.Value)).Where(HasGradient).Distinct().ToDictionary(static v => v, Bytes);
        var bytes = Kept + gradients.Values.Sum();
        Backward = bytes;
        var untilNode = kept.Values.GroupBy(static k => k.Until).ToDictionary(static g => g.Key, static g => g.Sum(static k => k.Bytes));
        for (var i = _graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = _graph.Nodes[i];
            var own = ResultsOf(i).Select(Root).Distinct().Where(gradients.ContainsKey).ToList();
            if (own.Count == 0 || KeptValues.ViewOf(node) is not null)
            {
                continue;
            }

            if (KeptValues.PassesGradientOn(node))
            {
                Drop(own);
            }

            foreach (var input in node.Inputs.Select(Root).Where(v => HasGradient(v) && IsCounted(v) && !gradients.ContainsKey(v)).Distinct().ToList())
            {
                gradients[input] = Bytes(input);
                bytes += gradients[input];
            }

            Backward = Math.Max(Backward, bytes + WorkBackward(node, i));
            Drop(own);
            bytes -= untilNode.GetValueOrDefault(i);
        }

        void Drop(List<ValueRef> values)
        {
            foreach (var value in values)
            {
                bytes -= gradients.Remove(value, out var size) ? size : 0;
            }
        }
    }

    /// <summary>What an operation makes on the way to its result.</summary>
    private long WorkForward(GraphNode node, int index) =>
        node.Op is "ImageProjectiveTransformV2" or "ImageProjectiveTransformV3" ? OfTransform * Bytes(new ValueRef(ValueSource.Node, index)) : 0;

    /// <summary>The gradients of a convolution are computed on copies of image and gradient in an order of libtorch's own.</summary>
    private long WorkBackward(GraphNode node, int index) =>
        node.Op is "DepthwiseConv2dNative" or "Conv2D" && _shapes.Of(node.Inputs[1]) is not [1, 1, ..] ? Bytes(node.Inputs[0]) + Bytes(new ValueRef(ValueSource.Node, index)) : 0;

    private Dictionary<ValueRef, int> LastUses()
    {
        var lastUse = new Dictionary<ValueRef, int>();
        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            foreach (var result in ResultsOf(i).Select(Root))
            {
                lastUse.TryAdd(result, i);
            }

            foreach (var input in _graph.Nodes[i].Inputs.Select(Root))
            {
                lastUse[input] = i;
            }
        }

        foreach (var result in _graph.Outputs.Select(static o => o.Value).Concat(_graph.Updates.Select(static u => u.Value)).Select(Root))
        {
            lastUse[result] = int.MaxValue;
        }

        return lastUse;
    }

    private IEnumerable<ValueRef> ResultsOf(int node)
    {
        var first = new ValueRef(ValueSource.Node, node);
        if (_shapes.Of(first) is null && KeptValues.ViewOf(_graph.Nodes[node]) is null && !_flow.IsFixed(first))
        {
            _unknown.Add(_graph.Nodes[node].Op);
        }

        for (var value = first; _shapes.Of(value) is not null; value = value with { Output = value.Output + 1 })
        {
            yield return value;
        }
    }

    /// <summary>The value whose memory a value is.</summary>
    private ValueRef Root(ValueRef value)
    {
        while (value.Source == ValueSource.Node && KeptValues.ViewOf(_graph.Nodes[value.Index]) is { } place && place < _graph.Nodes[value.Index].Inputs.Count)
        {
            value = _graph.Nodes[value.Index].Inputs[place];
        }

        return value;
    }

    private bool HasGradient(ValueRef value) => _flow.Moves(value) && _shapes.TypeOf(value) is null or torch.ScalarType.Float32 or torch.ScalarType.Float64 or torch.ScalarType.BFloat16 or torch.ScalarType.Float16;

    /// <summary>Weights, and what is computed of frozen ones, are there in any case.</summary>
    private bool IsCounted(ValueRef value) => value.Source != ValueSource.Variable && !_flow.IsFixed(value);

    private long Elements(ValueRef value) => _shapes.Of(value) is { } shape ? shape.Aggregate(1L, static (a, d) => a * Math.Max(d, 1)) : 0;

    private long Bytes(ValueRef value) => Elements(value) * (_shapes.TypeOf(value) is { } type ? TensorTypes.SizeOf(type) : 0);
}
