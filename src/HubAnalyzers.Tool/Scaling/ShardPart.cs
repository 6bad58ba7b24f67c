namespace HubAnalyzers.Tool.Scaling;

/// <summary>One result of a shard.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Key">A digest of what it depends on.</param>
/// <param name="First">The first item in it, counted from 0.</param>
/// <param name="Count">How many items it has, one after the other.</param>
/// <param name="Total">How many there are in all shards.</param>
/// <param name="File">Its file's name, in the folder of the record's parts; null where this shard has no items.</param>
/// <param name="Sha256">The digest of the file; null where there is none.</param>
internal sealed record ShardPart(string Name, string Key, int First, int Count, int Total, string? File, string? Sha256);
