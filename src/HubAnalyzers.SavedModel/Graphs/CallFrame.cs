namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>One call of a function in a trace. Two calls are two frames, also of one function by one caller; so no record.</summary>
/// <param name="body">The function.</param>
/// <param name="caller">The call that the function is called in; null for the trace's own.</param>
/// <param name="call">The node that calls, in the caller's function.</param>
internal sealed class CallFrame(FunctionBody body, CallFrame? caller, int call)
{
    public FunctionBody Body { get; } = body;

    public CallFrame? Caller { get; } = caller;

    public int Call { get; } = call;

    public int Depth { get; } = caller is null ? 0 : caller.Depth + 1;
}
