using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.SavedModel.Bundles;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Import;

/// <summary>
/// The shapes of a graph's values. They come from the kernels themselves, run on torch's meta device, which computes shapes and no
/// elements; where an input leaves a size open, several sizes are tried, and what depends on it comes out different.
/// </summary>
internal sealed class ShapeInference
{
    private const int Trials = 3;

    // For the first axis, which is the batch, and for the others.
    private static readonly long[] _batches = [1, 2, 67];
    private static readonly long[] _sizes = [64, 96, 160];

    private readonly Dictionary<ValueRef, KnownValue> _known;

    private ShapeInference(Dictionary<ValueRef, KnownValue> known) => _known = known;

    /// <summary>What is known of a value; null where its rank is not.</summary>
    public KnownValue? Find(ValueRef value) => _known.GetValueOrDefault(value);

    /// <summary>A value's shape, open sizes as -1; null where its rank is not known.</summary>
    public long[]? Of(ValueRef value) => Find(value)?.Shape;

    /// <summary>The type of a value's elements; null where it is not known.</summary>
    public ScalarType? TypeOf(ValueRef value) => Find(value)?.Type;

    public static ShapeInference Run(ImportedGraph graph)
    {
        Native.TorchNative.EnsureLoaded();
        var isOpen = graph.Inputs.Any(static i => i.Shape is null || i.Shape.Any(static d => d < 0));
        var trials = Enumerable.Range(0, isOpen ? Trials : 1).Select(t => Trial(graph, i => Tried(graph.Inputs[i], t))).ToList();
        var known = trials[0];
        foreach (var trial in trials.Skip(1))
        {
            foreach (var (value, first) in known.ToList())
            {
                if (!trial.TryGetValue(value, out var other) || other.Shape.Length != first.Shape.Length)
                {
                    known.Remove(value);
                }
                else
                {
                    known[value] = new KnownValue([.. first.Shape.Zip(other.Shape, static (a, b) => a == b ? a : -1)], first.Type);
                }
            }
        }

        return new ShapeInference(known);
    }

    /// <summary>The shapes where the inputs are these; null is an input of which nothing is known.</summary>
    public static ShapeInference At(ImportedGraph graph, IReadOnlyList<KnownValue?> inputs)
    {
        Native.TorchNative.EnsureLoaded();
        return new ShapeInference(Trial(graph, i => i < inputs.Count ? inputs[i] : null));
    }

    private static KnownValue? Tried(GraphInput input, int trial) =>
        input.Shape is { } shape && OpCall.TorchType(input.DType, new ImportOptions()) is { } type
            ? new KnownValue([.. shape.Select((d, axis) => d >= 0 ? d : axis == 0 ? _batches[trial] : _sizes[trial])], type)
            : null;

    private static Dictionary<ValueRef, KnownValue> Trial(ImportedGraph graph, Func<int, KnownValue?> inputOf)
    {
        var options = new ImportOptions { Device = META };
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var values = new Dictionary<ValueRef, Value>();
        for (var i = 0; i < graph.Inputs.Count; i++)
        {
            if (inputOf(i) is { } input)
            {
                values[new ValueRef(ValueSource.Input, i)] = input.AsValue();
            }
        }

        for (var i = 0; i < graph.Variables.Count; i++)
        {
            var variable = graph.Variables[i];
            if (variable.Shape.All(static d => d >= 0) && OpCall.TorchType(variable.DType, options) is { } type)
            {
                values[new ValueRef(ValueSource.Variable, i)] = new Value(zeros([.. variable.Shape], dtype: type, device: META));
            }
        }

        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var results = Compute(graph, graph.Nodes[i], values, options);
            for (var output = 0; output < results.Length; output++)
            {
                if (results[output] is { IsEmpty: false } result)
                {
                    values[new ValueRef(ValueSource.Node, i, output)] = result;
                }
            }
        }

        return values.Where(static v => v.Value.Tensor is not null).ToDictionary(static v => v.Key, static v => KnownValue.Of(v.Value.Tensor!));
    }

    private static Value[] Compute(ImportedGraph graph, GraphNode node, Dictionary<ValueRef, Value> values, ImportOptions options)
    {
        try
        {
            if (node.Op == "Const")
            {
                if (node.Attributes.Tensor("value") is not { } proto || TensorTypes.ToTorch(proto.Dtype) is not { } type)
                {
                    return [];
                }

                // Whole numbers may be shapes and axes, which kernels read; the others only have a shape.
                var constant = ConstantTensor.Decode(proto, graph.File, node.Name);
                return [new Value(DTypes.IsFloating(proto.Dtype) ? zeros(constant.Shape, dtype: type, device: META) : TensorTypes.FromBytes(constant.Bytes, type, constant.Shape))];
            }

            if (OpTable.Find(node.Op) is not { } kernel || node.Bodies.Count > 0 || !node.Inputs.All(values.ContainsKey))
            {
                return [];
            }

            var call = new OpCall(node, [.. node.Inputs.Select(v => values[v])], options);
            return ShapeRules.Of(call) is { } shape ? [new Value(zeros(shape, dtype: TypeOf(call), device: META))] : kernel(call);
        }
        catch (Exception e) when (OpCall.IsRefusal(e))
        {
            // Wants elements, or this size does not fit: nothing is known of it and of what follows.
            return [];
        }
    }

    private static ScalarType TypeOf(OpCall call) => call.Node.Op switch
    {
        "Conv2DBackpropInput" => call[2].dtype,
        "ResizeBilinear" when !call[0].is_floating_point() => ScalarType.Float32,
        "Select" or "SelectV2" => call[1].dtype,
        _ => call[0].dtype,
    };
}
