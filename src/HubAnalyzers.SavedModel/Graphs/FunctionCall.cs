using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>How a node calls functions.</summary>
/// <param name="Callees">What it calls: the function, the branches, or the body of a loop.</param>
/// <param name="FirstArgument">Which of its inputs is the callees' first argument; the inputs before choose the branch.</param>
/// <param name="Condition">The condition of a loop; null for anything else. What a loop's body returns goes in again.</param>
internal sealed record FunctionCall(IReadOnlyList<FunctionBody> Callees, int FirstArgument, FunctionBody? Condition);
