using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Inspection;

namespace HubAnalyzers.SavedModel;

/// <summary>Reads a model's own bytes and decides, per layer and per variable, what can be trained and why not.</summary>
public static class ModelInspector
{
    /// <summary>Inspects a model.</summary>
    /// <param name="path">The folder that holds <c>saved_model.pb</c>.</param>
    /// <param name="handle">The handle it is loaded by; where null, the folder's name.</param>
    /// <returns>Everything a manifest says.</returns>
    /// <exception cref="HubModelFormatException">A file is missing, damaged or not understood.</exception>
    public static HubModelInfo Inspect(string path, string? handle = null)
    {
        var folder = SavedModelFolder.Open(path);
        return Inspect(folder, handle);
    }

    internal static HubModelInfo Inspect(SavedModelFolder folder, string? handle)
    {
        var name = HubHandle.Parse(handle ?? ModelName.OfFolder(folder.Path));
        var (digest, files) = ModelDigest.Compute(folder.Path);
        var format = folder.Format;
        var version = folder.MetaGraph.MetaInfoDef?.TensorflowVersion;

        if (format != HubModelFormat.SavedModel2)
        {
            var code = format == HubModelFormat.Tf1Hub ? ReasonCodes.Tf1HubFormat : ReasonCodes.Tf1SavedModel;
            return Model(InterfaceReader.Read(folder, null, null), TrainabilityVerdict.None, code, [], []);
        }

        using var bundle = folder.HasVariables ? TensorBundleReader.Open(folder.VariablesPrefix) : null;
        bundle?.RequireWholeShards();
        var graph = ObjectGraph.Read(folder, bundle);
        var traces = CallTraces.Read(graph);
        var reader = new ModelReader(folder, graph, traces);
        var (layers, variables) = reader.Read();
        var (verdict, reason) = Verdict(graph, traces, layers, variables);
        return Model(InterfaceReader.Read(folder, graph, traces), verdict, reason, layers, variables);

        HubModelInfo Model(HubInterfaceInfo @interface, TrainabilityVerdict verdict, string reason, IReadOnlyList<HubLayerInfo> layers, IReadOnlyList<HubVariableInfo> variables) => new(
            name.Handle,
            name.Name,
            name.Publisher,
            name.Version,
            format,
            string.IsNullOrEmpty(version) ? null : version,
            digest,
            files,
            @interface,
            verdict,
            reason,
            ReasonCodes.Sentence(reason),
            publisherFlag: null,
            variables.Where(static v => v.Trainability == Trainability.Trainable).Sum(static v => v.Parameters),
            variables.Where(static v => v.Layer is not null).Sum(static v => v.Parameters),
            layers,
            variables,
            name.Page);
    }

    private static (TrainabilityVerdict Verdict, string Reason) Verdict(ObjectGraph graph, CallTraces? traces, IReadOnlyList<HubLayerInfo> layers, IReadOnlyList<HubVariableInfo> variables)
    {
        if (traces is null || traces.Traces.Count == 0)
        {
            return (TrainabilityVerdict.None, ReasonCodes.SignatureOnly);
        }

        if (variables.Count == 0)
        {
            return (TrainabilityVerdict.None, ReasonCodes.FrozenConstants);
        }

        if (graph.List(0, "trainable_variables") is not { Count: > 0 })
        {
            return (TrainabilityVerdict.None, ReasonCodes.NoTrainableVariables);
        }

        var weighty = layers.Where(static l => l.Kind != LayerKind.BatchNorm).ToList();
        if (weighty.All(static l => l.Trainability == Trainability.Trainable) && weighty.Count > 0)
        {
            return (TrainabilityVerdict.Full, ReasonCodes.Trainable);
        }

        if (layers.Any(static l => l.Trainability is Trainability.Trainable or Trainability.BatchNorm))
        {
            // The most frequent reason speaks for the frozen part.
            var most = layers.Where(static l => l.Trainability == Trainability.Frozen)
                .GroupBy(static l => l.Reason).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal)
                .FirstOrDefault()?.Key;
            return (TrainabilityVerdict.Partial, most ?? ReasonCodes.Trainable);
        }

        var reason = layers.GroupBy(static l => l.Reason).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        return (TrainabilityVerdict.None, reason ?? ReasonCodes.NoTrainableVariables);
    }
}
