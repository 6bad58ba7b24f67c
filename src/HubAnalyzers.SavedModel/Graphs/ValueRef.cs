namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>A value in a function: an output of one of its nodes, or one of its arguments.</summary>
/// <param name="Source">The node's index; for an argument, the complement of its index.</param>
/// <param name="Output">Which output: "output:2" of a call, "indices" of a TopKV2 as its number among equals; 0 where the text says none.</param>
/// <param name="Name">The output's name in the op's definition; empty at the top of a graph, where outputs have numbers only.</param>
internal readonly record struct ValueRef(int Source, int Output, string Name)
{
    /// <summary>A name that the function does not have.</summary>
    public static ValueRef Unknown { get; } = new(int.MinValue, 0, "");

    public bool IsKnown => Source != int.MinValue;

    public bool IsArgument => Source < 0 && IsKnown;

    public int Argument => ~Source;
}
