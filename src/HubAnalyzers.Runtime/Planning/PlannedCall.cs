using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>
/// A graph with a plan for one set of variables that train: it is cut, what can be is folded and computed once, and the frozen part
/// has the engine that suits it. Frozen values are taken for constant; <see cref="IsCurrent"/> tells whether they still are.
/// </summary>
internal sealed class PlannedCall : IDisposable
{
    private readonly FrozenValues _frozen;
    private readonly GraphExecutor? _suffix;
    private readonly PrefixRunner? _prefix;
    private readonly bool[] _sharesMemory;

    /// <summary>Makes the plan. Nothing is computed yet.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="variables">The values of its variables.</param>
    /// <param name="trained">The names of the variables that train.</param>
    /// <param name="engine">What is asked for as the engine of the frozen part.</param>
    /// <param name="throughInputs">Whether gradients of the inputs are wanted.</param>
    /// <exception cref="HubUnsupportedOpException">The graph holds operations that the engine does not have; all are named.</exception>
    public PlannedCall(ImportedGraph graph, VariableStore variables, IReadOnlySet<string> trained, FrozenEngine engine = FrozenEngine.Auto, bool throughInputs = false)
    {
        OpTable.RequireSupported(graph);
        graph = variables.Options.IsReduced ? ReducedPrecision.Mark(graph) : graph;
        Graph = graph;
        Variables = variables;
        Trained = trained;
        ThroughInputs = throughInputs;
        variables.Add(graph.Variables);
        var moving = GraphFlow.MovingIn(graph, trained);
        _frozen = new FrozenValues(variables, graph.Variables.Select(static v => v.Name).Where(name => !moving.Contains(name)));
        _sharesMemory = SharedResults.Of(graph, trained);
        Cut = GraphCut.Make(graph, trained, throughInputs);
        _prefix = Cut.Prefix is { } prefix ? new PrefixRunner(prefix, variables, trained, engine) : null;
        if (Cut.Suffix is { } suffix)
        {
            (suffix, FoldedInSuffix) = ConvolutionFolding.Run(suffix, trained);
            _suffix = new GraphExecutor(suffix, variables, trained);
        }
    }

    public ImportedGraph Graph { get; }

    public IReadOnlySet<string> Trained { get; }

    public bool ThroughInputs { get; }

    /// <summary>The values that it computes with.</summary>
    public VariableStore Variables { get; }

    public GraphCut Cut { get; }

    public FoldCount FoldedInSuffix { get; }

    /// <summary>The rest as it is executed; null where there is none.</summary>
    public ImportedGraph? SuffixGraph => _suffix?.Graph;

    /// <summary>The frozen part; null where there is none.</summary>
    public PrefixRunner? Prefix => _prefix;

    /// <summary>Whether what trains, and every frozen value, is as it was when the plan was made.</summary>
    public bool IsCurrent => _frozen.AreUnchanged;

    /// <summary>Whether the second part takes inputs of the call beside what the first one gives.</summary>
    public bool SuffixTakesInputs => Cut.PassedInputs.Count > 0;

    /// <summary>Runs the whole call; the caller owns the results, and may write to them.</summary>
    public Tensor[] Run(IReadOnlyList<Tensor> inputs, bool applyUpdates = true)
    {
        var results = RunParts(inputs, applyUpdates);
        for (var i = 0; i < results.Length; i++)
        {
            if (_sharesMemory[i])
            {
                using var shared = results[i];
                results[i] = shared.clone();
            }
        }

        return results;
    }

    private Tensor[] RunParts(IReadOnlyList<Tensor> inputs, bool applyUpdates)
    {
        if (_suffix is null)
        {
            return RunPrefix(inputs);
        }

        var boundary = RunPrefix(inputs);
        try
        {
            return RunSuffix(boundary, inputs, applyUpdates);
        }
        finally
        {
            foreach (var value in boundary)
            {
                value.Dispose();
            }
        }
    }

    /// <summary>Runs the frozen part: the same each time for the same inputs. The caller owns the results; there are none where there is no such part.</summary>
    public Tensor[] RunPrefix(IReadOnlyList<Tensor> inputs) => _prefix?.Run(inputs) ?? [];

    /// <summary>Runs the rest on the results of the frozen part. The caller owns the results, also where they are the frozen part's own.</summary>
    /// <param name="boundary">What <see cref="RunPrefix"/> gave; it stays the caller's.</param>
    /// <param name="inputs">The inputs of the call; may be empty unless <see cref="SuffixTakesInputs"/>.</param>
    /// <param name="applyUpdates">Whether the changes that the trace makes to variables are carried out.</param>
    public Tensor[] RunSuffix(IReadOnlyList<Tensor> boundary, IReadOnlyList<Tensor> inputs, bool applyUpdates = true) => _suffix is null
        ? [.. boundary.Select(static b => b.alias())]
        : _suffix.Run([.. boundary, .. Cut.PassedInputs.Select(i => inputs[i])], applyUpdates);

    public void Dispose()
    {
        _prefix?.Dispose();
        _suffix?.Dispose();
    }
}
