namespace HubAnalyzers.SavedModel;

/// <summary>A model that a cache on this machine holds.</summary>
/// <param name="Handle">The handle it was downloaded by; null where nothing beside it says.</param>
/// <param name="Host">Whose cache it is in.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Size">The bytes of its files.</param>
/// <param name="Format">Its format; null where it does not parse.</param>
/// <param name="TensorFlowVersion">The TensorFlow that wrote it; null where it does not say or does not parse.</param>
/// <param name="Digest">The digest that was recorded when it was pulled; null where none was.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
public sealed record CachedModel(
    string? Handle,
    HubHost Host,
    string Folder,
    long Size,
    HubModelFormat? Format,
    string? TensorFlowVersion,
    string? Digest,
    string? Problem);
