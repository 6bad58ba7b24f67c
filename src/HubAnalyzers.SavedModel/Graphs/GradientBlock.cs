namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>A node that keeps gradients back.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Op">The operation.</param>
/// <param name="Place">Where it stands: <c>function/node</c>.</param>
internal sealed record GradientBlock(string Reason, string Op, string Place);
