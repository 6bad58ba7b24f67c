using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>A trace of the call with the ways of its gradients, and the arguments that hold what it captures.</summary>
internal sealed class TracePaths
{
    private readonly ILookup<int, int> _arguments;
    private readonly FunctionProgram _program;

    private TracePaths(FunctionProgram program, CallTrace trace, FunctionBody body)
    {
        _program = program;
        Trace = trace;
        Body = body;
        Paths = GradientPaths.From(program, body);
        _arguments = trace.Captures(body).ToLookup(static c => c.NodeId, static c => c.Argument);
    }

    public CallTrace Trace { get; }

    public FunctionBody Body { get; }

    public GradientPaths Paths { get; }

    /// <summary>Walks a trace; null where there is none or the graph lacks its function.</summary>
    public static TracePaths? Of(FunctionProgram program, CallTrace? trace) =>
        trace is not null && program.Body(trace.FunctionName) is { } body ? new TracePaths(program, trace, body) : null;

    /// <summary>The arguments that hold a variable: none where the trace does not capture it.</summary>
    public IEnumerable<int> ArgumentsOf(int variable) => _arguments[variable];

    /// <summary>The layer nearest to each node that counts.</summary>
    public IReadOnlyDictionary<(FunctionBody Body, int Node), string> LayersOf(IEnumerable<(int Variable, string Layer)> layers, HashSet<(FunctionBody Body, int Node)> nodes) =>
        NearestLayers.Of(_program, Paths, Body, layers.SelectMany(l => ArgumentsOf(l.Variable).Select(a => (a, l.Layer))), nodes);

    /// <summary>The layers that nodes without one work for.</summary>
    public LayersAhead Ahead(IReadOnlyDictionary<(FunctionBody Body, int Node), string> layers, HashSet<(FunctionBody Body, int Node)> nodes) => new(_program, Paths, layers, nodes);
}
