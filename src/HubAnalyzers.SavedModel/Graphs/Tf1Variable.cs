using System.Collections.Generic;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>A variable of a TensorFlow 1 graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The shape; null where the graph leaves it open.</param>
/// <param name="Key">The checkpoint key.</param>
/// <param name="Collections">The collections that list it.</param>
/// <param name="Flag">Its own flag; null where the file, written before TensorFlow 1.9, has none.</param>
/// <param name="IsListed">Whether the collection trainable_variables lists it; null where the graph has no such collection.</param>
/// <param name="MetaGraph">The meta graph it was found in first.</param>
/// <param name="Body">That graph.</param>
/// <param name="Node">The variable's node there; -1 where only a collection names it.</param>
internal sealed record Tf1Variable(
    string Name,
    DataType Type,
    long[]? Shape,
    string Key,
    IReadOnlySet<string> Collections,
    bool? Flag,
    bool? IsListed,
    int MetaGraph,
    FunctionBody Body,
    int Node);
