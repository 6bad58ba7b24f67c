using System.Collections.Generic;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Outputs;

/// <summary>A value inside a trace that its call can give as its result: what a node takes.</summary>
/// <param name="Frame">The call that the node stands in.</param>
/// <param name="Node">Which node of the called function it is.</param>
/// <param name="Input">Which of the node's inputs is meant.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The shape of the result; a negative size is open.</param>
/// <param name="Places">The dimensions that are to go: those of a map of a single place.</param>
internal sealed record CutPlace(CallFrame Frame, int Node, int Input, DataType Type, IReadOnlyList<long> Shape, IReadOnlyList<long> Places);
