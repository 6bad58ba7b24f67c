namespace HubAnalyzers.SavedModel;

/// <summary>How far a download is.</summary>
/// <param name="Bytes">The bytes on this machine.</param>
/// <param name="Total">All bytes; null where the server does not say.</param>
/// <param name="Note">What else is worth saying: a connection that broke, another process that is waited for.</param>
public readonly record struct DownloadProgress(long Bytes, long? Total, string? Note = null);
