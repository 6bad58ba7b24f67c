using System;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Inspection;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>A model's call, ready to run, with the values it captures.</summary>
internal sealed class LoadedCall : IDisposable
{
    private readonly TensorBundleReader? _bundle;
    private readonly GraphExecutor _executor;

    private LoadedCall(TensorBundleReader? bundle, VariableStore store, GraphExecutor executor)
    {
        _bundle = bundle;
        Store = store;
        _executor = executor;
    }

    public VariableStore Store { get; }

    /// <summary>Opens the trace for inference, or the only one.</summary>
    public static LoadedCall Open(SavedModelFolder folder, ImportOptions options)
    {
        if (folder.IsTf1Hub || folder.Message.MetaGraphs.Count != 1 || folder.MetaGraph.ObjectGraphDef is not { Nodes.Count: > 0 })
        {
            throw new HubModelFormatException(folder.ModelFile, "it is not a TensorFlow 2 SavedModel, so there is no call to run", "use a version of the model in the TF2 format");
        }

        var bundle = folder.HasVariables ? TensorBundleReader.Open(folder.VariablesPrefix) : null;
        VariableStore? store = null;
        try
        {
            var graph = ObjectGraph.Read(folder, bundle);
            var trace = CallTraces.Read(graph)?.ForInference
                ?? throw new HubModelFormatException(folder.ModelFile, "it has no __call__, only signatures", "export it with a callable, as reusable SavedModels have it");
            var names = LayerNaming.NamesOf(graph.Variables);
            var imported = GraphImporter.Import(folder.ModelFile, folder.MetaGraph, trace.FunctionName, id => (names[id], graph.CheckpointKeyOf(id)));
            foreach (var key in imported.Variables.Select(static v => v.CheckpointKey).OfType<string>())
            {
                bundle?.RequirePresent(key);
            }

            store = new VariableStore(folder.VariablesPrefix + ".index", bundle, options);
            var call = new LoadedCall(bundle, store, new GraphExecutor(imported, store));

            // Layers outside the call (a classifier of the publisher's, say) can still be looked at.
            store.Add(graph.Variables.Select(v => new GraphVariable(
                v.NodeId, names[v.NodeId], graph.CheckpointKeyOf(v.NodeId), v.Message.Dtype, [.. (v.Message.Shape?.Dim ?? []).Select(static d => d.Size)])));
            return call;
        }
        catch
        {
            store?.Dispose();
            bundle?.Dispose();
            throw;
        }
    }

    public torch.Tensor Run(torch.Tensor input)
    {
        var results = _executor.Run([input], applyUpdates: false);
        for (var i = 1; i < results.Length; i++)
        {
            results[i].Dispose();
        }

        return results[0];
    }

    public void Dispose()
    {
        _executor.Dispose();
        Store.Dispose();
        _bundle?.Dispose();
    }
}
