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
        var (digest, files) = ModelDigest.Compute(folder.Path);
        return Inspect(folder, handle, digest, files);
    }

    /// <summary>Inspects a model whose files were looked through already.</summary>
    internal static HubModelInfo Inspect(SavedModelFolder folder, string? handle, string digest, IReadOnlyList<HubFileInfo> files)
    {
        var name = HubHandle.Parse(handle ?? ModelName.OfFolder(folder.Path));
        var format = folder.Format;
        using var bundle = folder.HasVariables ? TensorBundleReader.Open(folder.VariablesPrefix) : null;
        bundle?.RequireWholeShards();
        var program = new FunctionProgram(SavedGraph.Of(folder.MetaGraph));
        var (@interface, parts, verdict) = format == HubModelFormat.SavedModel2 ? Tf2(folder, program, bundle) : Tf1(folder, program, bundle, format);
        var version = folder.MetaGraph.MetaInfoDef?.TensorflowVersion;
        return new HubModelInfo(
            name.Handle,
            name.Name,
            name.Publisher,
            name.Version,
            format,
            string.IsNullOrEmpty(version) ? null : version,
            digest,
            files,
            @interface,
            verdict.Verdict,
            verdict.Reason,
            ReasonCodes.Sentence(verdict.Reason),
            publisherFlag: null,
            parts.Variables.Where(static v => v.Trainability == Trainability.Trainable).Sum(static v => v.Parameters),
            parts.Variables.Where(static v => v.Layer is not null).Sum(static v => v.Parameters),
            parts.Layers,
            parts.Variables,
            name.Page,
            verdict.Evidence,
            parts.Engine,
            parts.TensorFlowNet);
    }

    private static (HubInterfaceInfo, ModelParts, ModelVerdict) Tf2(SavedModelFolder folder, FunctionProgram program, TensorBundleReader? bundle)
    {
        var graph = ObjectGraph.Read(folder, bundle);
        var traces = CallTraces.Read(graph);
        var training = TrainingTrace.Read(graph, traces, program);
        var inference = InferenceTrace.Read(traces, program);
        var parts = new ModelReader(folder, graph, program, training, inference).Read();
        var @interface = traces is not null && inference is not null
            ? InterfaceReader.OfCall(folder.MetaGraph, graph, traces, inference)
            : InterfaceReader.OfSignatures(folder.MetaGraph, graph, program);
        return (@interface, parts, ModelVerdict.Of(graph, training, program, parts));
    }

    private static (HubInterfaceInfo, ModelParts, ModelVerdict) Tf1(SavedModelFolder folder, FunctionProgram program, TensorBundleReader? bundle, HubModelFormat format)
    {
        var (reason, evidence) = format == HubModelFormat.Tf1Hub ? (ReasonCodes.Tf1HubFormat, Evidence.Tf1HubModule) : (ReasonCodes.Tf1SavedModel, Evidence.MetaGraphs);
        var parts = new Tf1Reader(folder, program, bundle, reason, evidence).Read();
        return (InterfaceReader.OfSignatures(folder.MetaGraph, null, program), parts, new ModelVerdict(TrainabilityVerdict.None, reason, evidence));
    }
}
