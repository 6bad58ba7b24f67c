using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>How a model is called: from its <c>__call__</c>, or from its default signature where it has none.</summary>
internal static class InterfaceReader
{
    private const string Initializer = "__saved_model_init_op";

    /// <summary>The interface of a model whose root can be called.</summary>
    public static HubInterfaceInfo OfCall(MetaGraphDef graph, ObjectGraph objects, CallTraces traces, InferenceTrace inference)
    {
        var inputs = inference.Trace.Inputs.Select(static (spec, argument) => (Spec: spec, Argument: argument)).Where(i => i.Argument != inference.Trace.TrainingInput)
            .Select((input, i) => new HubTensorInfo(
                input.Spec.Name.Length > 0 ? input.Spec.Name : $"input_{i}",
                DTypes.NameOf(input.Spec.Dtype),
                Shape(input.Spec.Shape),
                range: DTypes.IsFloating(input.Spec.Dtype) ? inference.RangeOfInput(input.Argument) : null))
            .ToList();
        var specs = new List<TensorSpecProto>();
        CallTraces.Collect(objects.Message.ConcreteFunctions[inference.Trace.FunctionName].OutputSignature, specs, depth: 0);
        var outputs = specs.Select((spec, i) => new HubTensorInfo(
            spec.Name.Length > 0 ? spec.Name : $"output_{i}",
            DTypes.NameOf(spec.Dtype),
            Shape(spec.Shape),
            DTypes.IsFloating(spec.Dtype) ? inference.KindOfOutput(i) : OutputKind.Unknown)).ToList();
        return new HubInterfaceInfo(inputs, outputs, traces.HasTrainingArgument, traces.Traces.Count, HasLosses(objects), Signatures(graph));
    }

    /// <summary>The interface of a model that has signatures only.</summary>
    public static HubInterfaceInfo OfSignatures(MetaGraphDef graph, ObjectGraph? objects, FunctionProgram program)
    {
        var signatures = graph.SignatureDef;
        var signature = signatures.TryGetValue("serving_default", out var serving) ? serving
            : signatures.OrderBy(static s => s.Key, StringComparer.Ordinal).FirstOrDefault(static s => s.Key != Initializer).Value;
        var outputs = Sorted(signature?.Outputs);
        var returns = FlatTrace.Of(program, FunctionBody.Of(program.Graph, [.. outputs.Select(static o => o.Value.Name)])).Returns;
        return new HubInterfaceInfo(
            [.. Sorted(signature?.Inputs).Select(static t => Tensor(t, OutputKind.Unknown))],
            [.. outputs.Select((t, i) => Tensor(t, i < returns.Count && returns[i] is { } value && DTypes.IsFloating(t.Value.Dtype) ? OutputKinds.Of(value.Node, value.Output, int.MaxValue) : OutputKind.Unknown))],
            trainingArgument: false,
            traces: 0,
            objects is not null && HasLosses(objects),
            Signatures(graph));
    }

    private static bool HasLosses(ObjectGraph objects) => objects.List(0, "regularization_losses") is { Count: > 0 };

    private static HubTensorInfo Tensor(KeyValuePair<string, TensorInfo> tensor, OutputKind kind) =>
        new(tensor.Key, DTypes.NameOf(tensor.Value.Dtype), Shape(tensor.Value.TensorShape), kind);

    private static List<KeyValuePair<string, TensorInfo>> Sorted(IDictionary<string, TensorInfo>? tensors) =>
        [.. (tensors ?? new Dictionary<string, TensorInfo>()).OrderBy(static t => t.Key, StringComparer.Ordinal)];

    /// <summary>TensorFlow's own signature that runs initialisers is none of the publisher's.</summary>
    private static List<string> Signatures(MetaGraphDef graph) => [.. graph.SignatureDef.Keys.Where(static k => k != Initializer).Order(StringComparer.Ordinal)];

    private static long[]? Shape(TensorShapeProto? shape) => shape is null || shape.UnknownRank ? null : shape.Dim.Select(static d => d.Size).ToArray();
}
