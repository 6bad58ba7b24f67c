using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>A node of a trace with all calls inlined; or, without a node, something the trace is given.</summary>
internal sealed class FlatNode(SavedNode? node, int argument, CallFrame frame, int index)
{
    /// <summary>The node as saved; null for what the trace is given.</summary>
    public SavedNode? Node { get; } = node;

    /// <summary>Which argument of the trace it is; -1 for a node.</summary>
    public int Argument { get; } = argument;

    /// <summary>The call that it stands in.</summary>
    public CallFrame Frame { get; } = frame;

    /// <summary>Which node of the called function it is.</summary>
    public int Index { get; } = index;

    public string Op => Node?.Op ?? "";

    /// <summary>Whether a variable that goes in comes out as itself, but for its type, its shape or its grid.</summary>
    public bool IsRead => Op is "ReadVariableOp" or "Identity" or "Cast" or "StopGradient" or "ExpandDims" or "FakeQuantWithMinMaxVars" or "FakeQuantWithMinMaxVarsPerChannel";

    /// <summary>What it takes, each with the number of the output it is.</summary>
    public List<(FlatNode Node, int Output)> Inputs { get; } = [];
}
