using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What decides over the variables of a model: the publisher's list, and the trace of the call that training runs with the ways of its gradients.</summary>
internal sealed class TrainingTrace
{
    private readonly HashSet<int> _listed;
    private readonly Dictionary<int, List<int>> _arguments = [];
    private readonly FunctionProgram _program;

    private TrainingTrace(ObjectGraph graph, CallTraces? traces, FunctionProgram program)
    {
        var list = graph.List(0, "trainable_variables");
        _listed = [.. list ?? []];
        _program = program;
        HasList = list is { Count: > 0 };
        HasCall = traces is { Traces.Count: > 0 };
        Trace = traces?.ForTraining;
        FunctionName = Trace?.FunctionName ?? "";

        // Every trace was made for inference although the call knows the argument: training=True finds none.
        IsForInferenceOnly = traces is { HasTrainingArgument: true, Traces.Count: > 0 } && traces.Traces.All(static t => t.Training == false);
        if (Trace is null || program.Body(FunctionName) is not { } body)
        {
            return;
        }

        Body = body;
        Paths = GradientPaths.From(program, body);
        var first = body.Arguments.Count - Trace.BoundInputs.Count;
        for (var i = Math.Max(0, -first); i < Trace.BoundInputs.Count; i++)
        {
            if (!_arguments.TryGetValue(Trace.BoundInputs[i], out var arguments))
            {
                _arguments.Add(Trace.BoundInputs[i], arguments = []);
            }

            arguments.Add(first + i);
        }
    }

    public CallTrace? Trace { get; }

    public FunctionBody? Body { get; }

    public GradientPaths? Paths { get; }

    /// <summary>Whether the root can be called.</summary>
    public bool HasCall { get; }

    /// <summary>Whether the model lists anything as trainable.</summary>
    public bool HasList { get; }

    public string FunctionName { get; }

    public bool IsForInferenceOnly { get; }

    public static TrainingTrace Read(ObjectGraph graph, CallTraces? traces, FunctionProgram program) => new(graph, traces, program);

    public bool Lists(int variable) => _listed.Contains(variable);

    public bool Captures(int variable) => Trace is not null && (_arguments.ContainsKey(variable) || (Body is null && Trace.BoundInputs.Contains(variable)));

    /// <summary>Whether a gradient reaches a variable.</summary>
    public bool Reaches(int variable) => Paths is not null && ArgumentsOf(variable).Any(a => Paths.Reaches(Body!, a));

    /// <summary>What keeps the gradient back; null where it is not kept back.</summary>
    public GradientBlock? BlockOf(int variable) => Paths is null || Reaches(variable)
        ? null
        : ArgumentsOf(variable).Select(a => Paths.BlockOf(Body!, a)).FirstOrDefault(static b => b is not null);

    /// <summary>The arguments that hold a variable: none where the trace does not capture it.</summary>
    public IReadOnlyList<int> ArgumentsOf(int variable) => _arguments.TryGetValue(variable, out var arguments) ? arguments : [];

    /// <summary>The layer nearest to each node that counts.</summary>
    public IReadOnlyDictionary<(FunctionBody Body, int Node), string> LayersOf(IEnumerable<(int Variable, string Layer)> layers, HashSet<(FunctionBody Body, int Node)> nodes) =>
        Paths is null ? new Dictionary<(FunctionBody, int), string>() : NearestLayers.Of(_program, Paths, Body!, layers.SelectMany(l => ArgumentsOf(l.Variable).Select(a => (a, l.Layer))), nodes);
}
