using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What decides over the variables of a model: the publisher's list, and the trace of the call that training runs with the ways of its gradients.</summary>
internal sealed class TrainingTrace
{
    private readonly HashSet<int> _listed;

    private TrainingTrace(ObjectGraph graph, CallTraces? traces, FunctionProgram program)
    {
        var list = graph.List(0, "trainable_variables");
        _listed = [.. list ?? []];
        HasList = list is { Count: > 0 };
        HasCall = traces is { Traces.Count: > 0 };
        Trace = traces?.ForTraining;
        FunctionName = Trace?.FunctionName ?? "";

        // Every trace was made for inference although the call knows the argument: training=True finds none.
        IsForInferenceOnly = traces is { HasTrainingArgument: true, Traces.Count: > 0 } && traces.Traces.All(static t => t.Training == false);
        Call = TracePaths.Of(program, Trace);
    }

    public CallTrace? Trace { get; }

    /// <summary>The trace with the ways of its gradients; null where the graph lacks its function.</summary>
    public TracePaths? Call { get; }

    /// <summary>Whether the root can be called.</summary>
    public bool HasCall { get; }

    /// <summary>Whether the model lists anything as trainable.</summary>
    public bool HasList { get; }

    public string FunctionName { get; }

    public bool IsForInferenceOnly { get; }

    public static TrainingTrace Read(ObjectGraph graph, CallTraces? traces, FunctionProgram program) => new(graph, traces, program);

    public bool Lists(int variable) => _listed.Contains(variable);

    public bool Captures(int variable) => Call is not null ? ArgumentsOf(variable).Any() : Trace?.BoundInputs.Contains(variable) == true;

    /// <summary>Whether a gradient reaches a variable.</summary>
    public bool Reaches(int variable) => Call is not null && ArgumentsOf(variable).Any(a => Call.Paths.Reaches(Call.Body, a));

    /// <summary>What keeps the gradient back; null where it is not kept back.</summary>
    public GradientBlock? BlockOf(int variable) => Call is null || Reaches(variable)
        ? null
        : ArgumentsOf(variable).Select(a => Call.Paths.BlockOf(Call.Body, a)).FirstOrDefault(static b => b is not null);

    /// <summary>The arguments that hold a variable: none where the trace does not capture it.</summary>
    public IEnumerable<int> ArgumentsOf(int variable) => Call?.ArgumentsOf(variable) ?? [];
}
