using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>The trace of the call that inference runs, inlined: in which order it needs the variables, how deep they stand, what they cost.</summary>
internal sealed class InferenceTrace
{
    private readonly FlatTrace _flat;
    private readonly int _firstCapture;

    private InferenceTrace(CallTrace trace, FunctionBody body, FlatTrace flat)
    {
        Trace = trace;
        _flat = flat;
        _firstCapture = Math.Max(0, body.Arguments.Count - trace.BoundInputs.Count);
    }

    public CallTrace Trace { get; }

    /// <summary>The trace for training=False, or the only one; null where there is none or the graph lacks its function.</summary>
    public static InferenceTrace? Read(CallTraces? traces, FunctionProgram program) =>
        traces?.ForInference is { } trace && program.Body(trace.FunctionName) is { } body ? new InferenceTrace(trace, body, FlatTrace.Of(program, body)) : null;

    /// <summary>The captured nodes that an output needs, in order of first use.</summary>
    public IEnumerable<int> Order() => _flat.Nodes.Where(static n => n.Node is null).Select(n => CapturedAs(n.Argument)).OfType<int>().Distinct();

    /// <summary>What an output holds.</summary>
    public OutputKind KindOfOutput(int output) => output < _flat.Returns.Count && _flat.Returns[output] is { } value ? OutputKinds.Of(value.Node, value.Output, _firstCapture) : OutputKind.Unknown;

    /// <summary>The values that an input takes; null where the trace does not say.</summary>
    public HubValueRange? RangeOfInput(int input) => InputRange.Of(_flat, input);

    /// <summary>The stage of each layer.</summary>
    /// <param name="layers">The layer of each captured variable, and whether it is a kernel.</param>
    public IReadOnlyDictionary<string, int> Stages(IReadOnlyDictionary<int, (string Layer, bool IsKernel)> layers) =>
        TraceStages.Of(_flat, n => VariableOf(n) is { } id && layers.TryGetValue(id, out var layer) ? layer : null);

    /// <summary>What each layer costs.</summary>
    /// <param name="layers">The layer and the shape of each captured variable.</param>
    public TraceCosts Costs(IReadOnlyDictionary<int, (string Layer, long[] Shape)> layers)
    {
        var shapes = new TraceShapes(_flat, n => VariableOf(n) is { } id
            ? layers.TryGetValue(id, out var variable) ? variable.Shape : null
            : InputOf(n) is { Shape: { UnknownRank: false } shape } ? [.. shape.Dim.Select(static d => d.Size)] : null);
        return TraceCosts.Of(_flat, shapes, n => VariableOf(n) is { } id && layers.TryGetValue(id, out var variable) ? variable.Layer : null);
    }

    private int? VariableOf(FlatNode node) => node.Node is null ? CapturedAs(node.Argument) : null;

    private TensorSpecProto? InputOf(FlatNode node) => node.Node is null && node.Argument < Math.Min(Trace.Inputs.Count, _firstCapture) ? Trace.Inputs[node.Argument] : null;

    private int? CapturedAs(int argument) => argument >= _firstCapture && argument - _firstCapture < Trace.BoundInputs.Count ? Trace.BoundInputs[argument - _firstCapture] : null;
}
