namespace HubAnalyzers.SavedModel;

/// <summary>A layer that has another name in the newer model.</summary>
/// <param name="From">The layer as it was.</param>
/// <param name="To">The layer as it is.</param>
public sealed record LayerRename(HubLayerInfo From, HubLayerInfo To);
