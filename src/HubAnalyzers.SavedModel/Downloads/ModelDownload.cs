namespace HubAnalyzers.SavedModel;

/// <summary>A model that was asked for.</summary>
/// <param name="Folder">Its folder in the cache.</param>
/// <param name="Digest">The digest of its files.</param>
/// <param name="WasPresent">Whether it was there before.</param>
public sealed record ModelDownload(string Folder, string Digest, bool WasPresent);
