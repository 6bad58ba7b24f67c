using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.Runtime.Outputs;

/// <summary>
/// Finds, from a call's first output backwards, what stands before its end. Logits are what the last softmax or sigmoid takes. Features
/// are what the classifier takes: the dense layer, or the convolution over a single place, that makes the logits. Dropout before it is
/// left out, for in inference there is none.
/// </summary>
internal sealed class CutSearch
{
    private const int MostSteps = 200;

    private readonly FlatTrace _trace;
    private readonly TraceShapes _shapes;

    // The object that each captured argument is.
    private readonly Dictionary<int, int> _captured;

    /// <param name="program">The model's functions.</param>
    /// <param name="trace">The trace of the call.</param>
    /// <param name="body">Its function.</param>
    /// <param name="shapeOf">The shape of a captured object; null where it is no variable.</param>
    public CutSearch(FunctionProgram program, CallTrace trace, FunctionBody body, Func<int, long[]?> shapeOf)
    {
        _trace = FlatTrace.Of(program, body);
        _captured = trace.Captures(body).ToDictionary(static c => c.Argument, static c => c.NodeId);
        _shapes = new TraceShapes(_trace, n => n.Node is null && _captured.TryGetValue(n.Argument, out var id) ? shapeOf(id) : null);
    }

    /// <summary>The logits behind an output of probabilities; null where it is not made of them by a softmax or sigmoid.</summary>
    /// <param name="shape">The output's shape.</param>
    public CutPlace? Logits(IReadOnlyList<long> shape)
    {
        var (end, isReshaped) = End();
        return end is { Op: "Softmax" or "Sigmoid" } && !isReshaped ? Place(new Edge(end, 0), shape, []) : null;
    }

    /// <summary>The vector that the classifier takes; null where no classifier ends the call.</summary>
    /// <param name="classes">How many scores or probabilities the output has.</param>
    public CutPlace? Features(long classes)
    {
        var (end, _) = End();
        if (end is { Op: "Softmax" or "Sigmoid" or "LogSoftmax", Inputs: [var (scores, _)] })
        {
            end = Skip(scores).Node;
        }

        if (end is not null && IsBias(end))
        {
            end = Skip(end.Inputs[0].Node).Node;
        }

        if (end is not { Inputs.Count: 2 } || !IsConstant(end.Inputs[1].Node) || _shapes.Of(end.Inputs[1].Node) is not { } kernel)
        {
            return null;
        }

        switch (end.Op)
        {
            case "MatMul" when kernel.Length == 2 && !end.Node!.Flag("transpose_a"):
                var (taken, given) = end.Node!.Flag("transpose_b") ? (kernel[1], kernel[0]) : (kernel[0], kernel[1]);

                // Scores of several places, laid side by side, are of no one vector.
                return given == classes ? Place(BeforeDropout(new Edge(end, 0), isMap: false), [-1, taken], []) : null;
            case "Conv2D" when kernel is [1, 1, var features, var filters] && filters == classes:
                var edge = BeforeDropout(new Edge(end, 0), isMap: true);
                long[] places = _shapes.Of(edge.Source) is { Length: 2 } ? [] : end.Node!.IsChannelsFirst ? [2, 3] : [1, 2];
                return Place(edge, [-1, features], places);
            default:
                return null;
        }
    }

    /// <summary>What gives the first output its meaning.</summary>
    private (FlatNode? Node, bool IsReshaped) End() => _trace.Returns is [{ Node: { } node }, ..] ? Skip(node) : (null, false);

    /// <summary>Goes back over what changes no value.</summary>
    private static (FlatNode Node, bool IsReshaped) Skip(FlatNode node)
    {
        var isReshaped = false;
        for (var step = 0; step < MostSteps && node.Inputs.Count > 0; step++)
        {
            switch (node.Op)
            {
                case "Reshape" or "Squeeze" or "ExpandDims":
                    isReshaped = true;
                    break;
                case "Identity" or "EnsureShape" or "CheckNumerics" or "StopGradient" or "Cast" or "FakeQuantWithMinMaxVars":
                    break;
                default:
                    return (node, isReshaped);
            }

            node = node.Inputs[0].Node;
        }

        return (node, isReshaped);
    }

    /// <summary>Goes back over dropout and, where the classifier is a convolution, over what made a map of a single place of a vector.</summary>
    private Edge BeforeDropout(Edge edge, bool isMap)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var source = edge.Source;
            if (source is { Op: "Identity", Inputs.Count: 1 } || (isMap && source.Op is "Reshape" or "ExpandDims" && source.Inputs.Count > 0 && _shapes.Of(source.Inputs[0].Node) is { Length: 2 }))
            {
                edge = new Edge(source, 0);
            }
            else if (Dropped(source) is { } dropped)
            {
                // What stays is scaled up, so that the sum is the same on average.
                edge = Scaled(dropped.Source) ?? dropped;
            }
            else
            {
                break;
            }
        }

        return edge;
    }

    /// <summary>What a dropout drops: Mul(x, mask), or SelectV2(mask, x, 0).</summary>
    private static Edge? Dropped(FlatNode node) => node switch
    {
        { Op: "Mul", Inputs: [_, var (mask, _)] } when IsByChance(mask) => new Edge(node, 0),
        { Op: "Mul", Inputs: [var (mask, _), _] } when IsByChance(mask) => new Edge(node, 1),
        { Op: "Select" or "SelectV2", Inputs: [var (mask, _), _, _] } when IsByChance(mask) => new Edge(node, 1),
        _ => null,
    };

    private static Edge? Scaled(FlatNode node) => node switch
    {
        { Op: "Mul" or "RealDiv", Inputs: [_, var (factor, _)] } when IsScalar(factor) => new Edge(node, 0),
        { Op: "Mul", Inputs: [var (factor, _), _] } when IsScalar(factor) => new Edge(node, 1),
        _ => null,
    };

    private static bool IsScalar(FlatNode node) => node is { Op: "Const", Node: { } definition } && definition.TensorHead("value") is { TensorShape: null or { UnknownRank: false, Dim.Count: 0 } };

    /// <summary>Whether a value comes of random numbers and constants alone.</summary>
    private static bool IsByChance(FlatNode node)
    {
        var isRandom = false;
        var pending = new Stack<FlatNode>([node]);
        for (var step = 0; pending.TryPop(out var next); step++)
        {
            switch (next.Op)
            {
                case var op when op.Contains("Random", StringComparison.Ordinal):
                    isRandom = true;
                    break;
                case "Const":
                    break;
                case "Cast" or "GreaterEqual" or "Greater" or "Less" or "Floor" or "Identity" or "Add" or "AddV2" or "Sub" or "Mul" or "RealDiv" when step < MostSteps:
                    foreach (var (input, _) in next.Inputs)
                    {
                        pending.Push(input);
                    }

                    break;
                default:
                    return false;
            }
        }

        return isRandom;
    }

    private bool IsBias(FlatNode node) => node is { Op: "BiasAdd" or "AddV2" or "Add", Inputs: [_, var (bias, _)] } && IsConstant(bias);

    /// <summary>Whether a value is a variable's, or a constant.</summary>
    private bool IsConstant(FlatNode node)
    {
        for (var step = 0; step < MostSteps && node.IsRead && node.Inputs.Count > 0; step++)
        {
            node = node.Inputs[0].Node;
        }

        return node.Op is "Const" or "VarHandleOp" || (node.Node is null && _captured.ContainsKey(node.Argument));
    }

    /// <summary>The place of a value, in the call where it is made.</summary>
    private static CutPlace? Place(Edge edge, IReadOnlyList<long> shape, IReadOnlyList<long> places)
    {
        var (frame, node, input) = (edge.User.Frame, edge.User.Index, edge.Input);
        if (edge.User.Inputs.Count != frame.Body.InputsOf(node).Length || !edge.User.Node!.TryGetAttribute("T", out var type))
        {
            return null;
        }

        while (frame.Body.InputsOf(node)[input] is { IsArgument: true } value)
        {
            if (frame.Caller is not { } caller)
            {
                // The call's own input.
                return null;
            }

            (frame, node, input) = (caller, frame.Call, value.Argument);
        }

        return new CutPlace(frame, node, input, type.Type, shape, places);
    }

    /// <summary>What a node takes.</summary>
    private readonly record struct Edge(FlatNode User, int Input)
    {
        public FlatNode Source => User.Inputs[Input].Node;
    }
}
