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
    private const int MostSteps = 200;

    public static HubInterfaceInfo Read(SavedModelFolder folder, ObjectGraph? graph, CallTraces? traces)
    {
        var losses = graph?.List(0, "regularization_losses") is { Count: > 0 };
        var functions = FunctionLibrary.ByName(folder.MetaGraph.GraphDef);

        if (graph is not null && traces?.ForInference is { } trace)
        {
            var inputs = trace.Inputs.Select(static (spec, i) => new HubTensorInfo(spec.Name.Length > 0 ? spec.Name : $"input_{i}", DTypes.NameOf(spec.Dtype), Shape(spec.Shape))).ToList();
            var specs = new List<TensorSpecProto>();
            CallTraces.Collect(graph.Message.ConcreteFunctions[trace.FunctionName].OutputSignature, specs, depth: 0);
            functions.TryGetValue(trace.FunctionName, out var function);
            var outputs = specs.Select((spec, i) => new HubTensorInfo(
                spec.Name.Length > 0 ? spec.Name : $"output_{i}",
                DTypes.NameOf(spec.Dtype),
                Shape(spec.Shape),
                function is not null && i < function.Signature.OutputArg.Count ? KindOf(functions, function, function.Signature.OutputArg[i].Name) : OutputKind.Unknown)).ToList();
            return new HubInterfaceInfo(inputs, outputs, traces.HasTrainingArgument, traces.Traces.Count, losses, Signatures(folder));
        }

        var signatures = folder.MetaGraph.SignatureDef;
        var signature = signatures.TryGetValue("serving_default", out var serving) ? serving
            : signatures.OrderBy(static s => s.Key, StringComparer.Ordinal).FirstOrDefault(static s => s.Key != "__saved_model_init_op").Value;
        return new HubInterfaceInfo(
            Tensors(signature?.Inputs),
            Tensors(signature?.Outputs),
            traces?.HasTrainingArgument ?? false,
            traces?.Traces.Count ?? 0,
            losses,
            Signatures(folder));
    }

    /// <summary>TensorFlow's own signature that runs initialisers is none of the publisher's.</summary>
    private static List<string> Signatures(SavedModelFolder folder) =>
        [.. folder.MetaGraph.SignatureDef.Keys.Where(static k => k != "__saved_model_init_op").Order(StringComparer.Ordinal)];

    private static List<HubTensorInfo> Tensors(IDictionary<string, TensorInfo>? tensors) => (tensors ?? new Dictionary<string, TensorInfo>())
        .OrderBy(static t => t.Key, StringComparer.Ordinal)
        .Select(static t => new HubTensorInfo(t.Key, DTypes.NameOf(t.Value.Dtype), Shape(t.Value.TensorShape)))
        .ToList();

    private static long[]? Shape(TensorShapeProto? shape) => shape is null || shape.UnknownRank ? null : shape.Dim.Select(static d => d.Size).ToArray();

    /// <summary>Walks back from an output over ops that do not change what the values mean, to the op that does.</summary>
    private static OutputKind KindOf(Dictionary<string, FunctionDef> functions, FunctionDef function, string output)
    {
        var value = function.Ret.GetValueOrDefault(output, "");
        var sawMatMul = false;
        for (var step = 0; step < MostSteps; step++)
        {
            var parts = value.Split(':');
            var node = function.NodeDef.FirstOrDefault(n => n.Name == parts[0]);
            if (node is null)
            {
                return OutputKind.Unknown;
            }

            switch (node.Op)
            {
                case "Softmax" or "Sigmoid":
                    return OutputKind.Probabilities;
                case "Identity" or "IdentityN" or "Squeeze" or "Reshape" or "Cast":
                    value = node.Input.Count > 0 ? node.Input[0] : "";
                    continue;
                case "BiasAdd" or "AddV2" or "Add":
                    value = node.Input.Count > 0 ? node.Input[0] : "";
                    sawMatMul = true;
                    continue;
                case "MatMul":
                    return OutputKind.Logits;
                case "Conv2D" when sawMatMul:
                    return OutputKind.Features;
                case "Mean" or "AvgPool" or "MaxPool" or "Max" or "Relu" or "Relu6" or "FusedBatchNormV3" or "FusedBatchNorm":
                    return OutputKind.Features;
                case "PartitionedCall" or "StatefulPartitionedCall":
                    if (!node.Attr.TryGetValue("f", out var f) || !functions.TryGetValue(f.Func?.Name ?? "", out var callee) ||
                        !int.TryParse(parts[^1], out var index) || index < 0 || index >= callee.Signature.OutputArg.Count)
                    {
                        return OutputKind.Unknown;
                    }

                    function = callee;
                    value = callee.Ret.GetValueOrDefault(callee.Signature.OutputArg[index].Name, "");
                    continue;
                default:
                    return OutputKind.Unknown;
            }
        }

        return OutputKind.Unknown;
    }
}
