using System.Collections.Generic;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Import;

/// <summary>
/// One trace of a model's call as a flat graph: no function calls, no variable handles, no dead code,
/// nodes in an order in which they can run.
/// </summary>
internal sealed record ImportedGraph(
    string File,
    string FunctionName,
    IReadOnlyList<GraphInput> Inputs,
    IReadOnlyList<GraphVariable> Variables,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphOutput> Outputs,
    IReadOnlyList<GraphUpdate> Updates)
{
    /// <summary>Nodes that stay though nothing uses them.</summary>
    public IReadOnlyList<int> Kept { get; init; } = [];
}

/// <summary>Where a value comes from.</summary>
internal enum ValueSource
{
    /// <summary>An input of the graph; the index is the input's.</summary>
    Input,

    /// <summary>The value of a variable when the run starts; the index is the variable's.</summary>
    Variable,

    /// <summary>An output of a node; the index is the node's.</summary>
    Node,
}

/// <summary>A value: the output <paramref name="Output"/> of the source with this index.</summary>
internal readonly record struct ValueRef(ValueSource Source, int Index, int Output = 0);

/// <summary>An argument of the call. A null shape has an unknown rank, a negative size is unknown.</summary>
internal sealed record GraphInput(string Name, DataType DType, IReadOnlyList<long>? Shape);

/// <summary>A variable that the call captures.</summary>
/// <param name="ObjectId">Its node in the object graph.</param>
/// <param name="Name">Its name, unique in the model.</param>
/// <param name="CheckpointKey">Its key in the checkpoint; null where it has none.</param>
/// <param name="DType">Type of its elements.</param>
/// <param name="Shape">Its shape as declared; a negative size is unknown.</param>
internal sealed record GraphVariable(int ObjectId, string Name, string? CheckpointKey, DataType DType, IReadOnlyList<long> Shape);

/// <summary>An operation. Its name is the path through the functions that it came from.</summary>
internal sealed record GraphNode(string Name, string Op, IReadOnlyList<ValueRef> Inputs, NodeAttributes Attributes)
{
    /// <summary>
    /// What a loop (condition, then body) or a branch (for true, then for false) runs. Their inputs are the node's, and they share
    /// the variables of the graph that they stand in.
    /// </summary>
    public IReadOnlyList<ImportedGraph> Bodies { get; init; } = [];

    /// <summary>Whether it computes in float32 where the rest of the graph computes with smaller numbers.</summary>
    public bool IsExact { get; init; }
}

/// <summary>A result of the call.</summary>
internal sealed record GraphOutput(string Name, ValueRef Value);

/// <summary>How a run changes a variable.</summary>
internal enum UpdateKind
{
    /// <summary>The variable becomes the value.</summary>
    Assign,

    /// <summary>The value is added.</summary>
    Add,

    /// <summary>The value is subtracted.</summary>
    Subtract,
}

/// <summary>A change of a variable that a run of a training trace makes, such as a moving average.</summary>
internal sealed record GraphUpdate(int Variable, UpdateKind Kind, ValueRef Value, string Node);
