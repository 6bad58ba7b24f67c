using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Inspection;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>A model's call, ready to run, with the values it captures.</summary>
internal sealed class LoadedCall : IDisposable
{
    /// <summary>So many choices of mode and of what trains are kept ready; switching between more of them prepares them again.</summary>
    private const int MostPlans = 4;

    private readonly TensorBundleReader? _bundle;
    private readonly FrozenEngine _engine;
    private readonly List<(ImportedGraph Graph, PlannedCall Plan)> _plans = [];

    /// <summary>How many calls each plan is running; one that was replaced meanwhile is freed by the last of them.</summary>
    private readonly Dictionary<PlannedCall, int> _running = [];

    private LoadedCall(TensorBundleReader? bundle, VariableStore store, CallGraphs graphs, RegularizationLosses losses, FrozenEngine engine)
    {
        _bundle = bundle;
        Store = store;
        Graphs = graphs;
        Losses = losses;
        _engine = engine;
    }

    public VariableStore Store { get; }

    public CallGraphs Graphs { get; }

    public RegularizationLosses Losses { get; }

    /// <summary>Opens a model's call.</summary>
    public static LoadedCall Open(SavedModelFolder folder, HubModelInfo facts, BatchNormPolicy policy, ImportOptions options, FrozenEngine engine)
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
            var traces = CallTraces.Read(graph);
            var trace = traces?.ForInference
                ?? throw new HubModelFormatException(folder.ModelFile, "it has no __call__, only signatures", "export it with a callable, as reusable SavedModels have it");
            var names = LayerNaming.NamesOf(graph.Variables);
            var saved = SavedGraph.Of(folder.MetaGraph);
            var imported = Import(trace.FunctionName, trace.TrainingInput is { } mode ? (mode, false) : null);
            foreach (var key in imported.Variables.Select(static v => v.CheckpointKey).OfType<string>())
            {
                bundle?.RequirePresent(key);
            }

            var training = traces.ForTraining is { IsForTraining: true } own ? () => Import(own.FunctionName, own.TrainingInput is { } mode ? (mode, true) : null) : (Func<ImportedGraph>?)null;
            store = new VariableStore(folder.VariablesPrefix + ".index", bundle, options);
            var losses = new RegularizationLosses(store, folder.ModelFile, graph, name => Import(name, null));
            var call = new LoadedCall(bundle, store, new CallGraphs(imported, training, facts.Variables, policy), losses, engine);
            OpTable.RequireSupported(call.Graphs.Inference);
            store.Add(call.Graphs.Inference.Variables);

            // Layers outside the call (a classifier of the publisher's, say) can still be looked at.
            store.Add(graph.Variables.Select(v => new GraphVariable(
                v.NodeId, names[v.NodeId], graph.CheckpointKeyOf(v.NodeId), v.Message.Dtype, [.. (v.Message.Shape?.Dim ?? []).Select(static d => d.Size)])));
            return call;

            ImportedGraph Import(string function, (int Argument, bool Value)? mode)
            {
                // Some imports come later, and from any thread; the graph is read on while it is asked.
                lock (saved)
                {
                    return GraphImporter.Import(folder.ModelFile, folder.MetaGraph, function, id => (names[id], graph.CheckpointKeyOf(id)), mode, saved);
                }
            }
        }
        catch
        {
            store?.Dispose();
            bundle?.Dispose();
            throw;
        }
    }

    /// <summary>Runs the call.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="training">The mode.</param>
    /// <param name="trained">The names of the variables that train.</param>
    public torch.Tensor Run(torch.Tensor input, bool training, IReadOnlySet<string> trained)
    {
        PlannedCall plan;
        lock (_plans)
        {
            plan = Plan(training, trained, input.requires_grad && torch.is_grad_enabled());
            _running[plan] = _running.GetValueOrDefault(plan) + 1;
        }

        try
        {
            return plan.Run([input])[0];
        }
        finally
        {
            Leave(plan);
        }
    }

    /// <summary>The first variable of the call for inference that holds what is no number; null where all are numbers.</summary>
    public string? FirstNonFinite()
    {
        using var noGrad = torch.no_grad();
        foreach (var name in Graphs.Inference.Variables.Select(static v => v.Name))
        {
            using var scope = torch.NewDisposeScope();
            if (Store[name] is { } value && value.is_floating_point() && !value.isfinite().all().ToBoolean())
            {
                return name;
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var (_, plan) in _plans)
        {
            plan.Dispose();
        }

        Losses.Dispose();
        Store.Dispose();
        _bundle?.Dispose();
    }

    /// <summary>The plan of the call for what trains now; made anew where a value that it takes for frozen has changed.</summary>
    /// <param name="training">The mode.</param>
    /// <param name="trained">The names of the variables that train.</param>
    /// <param name="throughInputs">Whether gradients of the input are wanted.</param>
    public PlannedCall Plan(bool training, IReadOnlySet<string> trained, bool throughInputs = false)
    {
        var graph = Graphs.For(training, trained);
        lock (_plans)
        {
            var at = _plans.FindIndex(p => ReferenceEquals(p.Graph, graph) && p.Plan.ThroughInputs == throughInputs && p.Plan.Trained.SetEquals(trained));
            if (at >= 0 && _plans[at].Plan.IsCurrent)
            {
                return _plans[at].Plan;
            }

            if (at >= 0 || _plans.Count == MostPlans)
            {
                var old = _plans[Math.Max(at, 0)].Plan;
                _plans.RemoveAt(Math.Max(at, 0));
                if (!_running.ContainsKey(old))
                {
                    old.Dispose();
                }
            }

            var plan = new PlannedCall(OfFirstResult(graph), Store, trained, _engine, throughInputs);
            _plans.Add((graph, plan));
            return plan;
        }
    }

    private void Leave(PlannedCall plan)
    {
        lock (_plans)
        {
            if (--_running[plan] > 0)
            {
                return;
            }

            _running.Remove(plan);
            if (!_plans.Exists(p => ReferenceEquals(p.Plan, plan)))
            {
                plan.Dispose();
            }
        }
    }

    /// <summary>A call gives its first result: what only others need is not computed.</summary>
    private static ImportedGraph OfFirstResult(ImportedGraph graph) => DeadCode.Remove(graph with { Outputs = [.. graph.Outputs.Take(1)] });
}
