using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Inspection;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Outputs;

/// <summary>The results that traces of one call give, so that the same one is found in each.</summary>
/// <param name="program">The model's functions.</param>
/// <param name="objects">The model's objects, which have the traces' signatures.</param>
internal sealed class TraceOutputs(FunctionProgram program, ObjectGraph objects)
{
    /// <summary>What a trace gives, in the order of its function's results.</summary>
    public IReadOnlyList<TensorSpecProto> Of(CallTrace trace)
    {
        var specs = new List<TensorSpecProto>();
        CallTraces.Collect(objects.Message.ConcreteFunctions[trace.FunctionName].OutputSignature, specs, depth: 0);
        return specs;
    }

    /// <summary>Which result of a trace is another trace's: the one of its name, else the one at its place. Null where that is of another type, shape or kind.</summary>
    /// <param name="trace">The trace. It may give its results in another order than the other, or others.</param>
    /// <param name="output">The other's result.</param>
    /// <param name="place">Which of its results that is.</param>
    /// <param name="kind">What it holds.</param>
    public int? Like(CallTrace trace, TensorSpecProto output, int place, OutputKind kind)
    {
        var specs = Of(trace);
        var named = output.Name.Length > 0 ? specs.TakeWhile(s => s.Name != output.Name).Count() : specs.Count;
        var like = named < specs.Count ? named : place;
        return like < specs.Count && specs[like].Dtype == output.Dtype && IsSame(specs[like].Shape, output.Shape) && (KindOf(trace, like) is OutputKind.Unknown || KindOf(trace, like) == kind)
            ? like
            : null;
    }

    private OutputKind KindOf(CallTrace trace, int output)
    {
        if (program.Body(trace.FunctionName) is not { } body)
        {
            return OutputKind.Unknown;
        }

        var returns = FlatTrace.Of(program, body).Returns;
        return output < returns.Count && returns[output] is { } value
            ? OutputKinds.Of(value.Node, value.Output, Math.Max(0, body.Arguments.Count - trace.BoundInputs.Count))
            : OutputKind.Unknown;
    }

    /// <summary>Whether two shapes are the same as far as both are known.</summary>
    private static bool IsSame(TensorShapeProto? a, TensorShapeProto? b) =>
        a is null || b is null || a.UnknownRank || b.UnknownRank || (a.Dim.Count == b.Dim.Count && a.Dim.Zip(b.Dim).All(static d => d.First.Size < 0 || d.Second.Size < 0 || d.First.Size == d.Second.Size));
}
