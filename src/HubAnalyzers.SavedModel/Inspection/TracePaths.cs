using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>A trace of the call with the ways of its gradients, and the arguments that hold what it captures.</summary>
internal sealed class TracePaths
{
    private readonly Dictionary<int, List<int>> _arguments = [];
    private readonly FunctionProgram _program;

    private TracePaths(FunctionProgram program, CallTrace trace, FunctionBody body)
    {
        _program = program;
        Trace = trace;
        Body = body;
        Paths = GradientPaths.From(program, body);
        var first = body.Arguments.Count - trace.BoundInputs.Count;
        for (var i = Math.Max(0, -first); i < trace.BoundInputs.Count; i++)
        {
            if (!_arguments.TryGetValue(trace.BoundInputs[i], out var arguments))
            {
                _arguments.Add(trace.BoundInputs[i], arguments = []);
            }

            arguments.Add(first + i);
        }
    }

    public CallTrace Trace { get; }

    public FunctionBody Body { get; }

    public GradientPaths Paths { get; }

    /// <summary>Walks a trace; null where there is none or the graph lacks its function.</summary>
    public static TracePaths? Of(FunctionProgram program, CallTrace? trace) =>
        trace is not null && program.Body(trace.FunctionName) is { } body ? new TracePaths(program, trace, body) : null;

    /// <summary>The arguments that hold a variable: none where the trace does not capture it.</summary>
    public IReadOnlyList<int> ArgumentsOf(int variable) => _arguments.TryGetValue(variable, out var arguments) ? arguments : [];

    /// <summary>The layer nearest to each node that counts.</summary>
    public IReadOnlyDictionary<(FunctionBody Body, int Node), string> LayersOf(IEnumerable<(int Variable, string Layer)> layers, HashSet<(FunctionBody Body, int Node)> nodes) =>
        NearestLayers.Of(_program, Paths, Body, layers.SelectMany(l => ArgumentsOf(l.Variable).Select(a => (a, l.Layer))), nodes);
}
