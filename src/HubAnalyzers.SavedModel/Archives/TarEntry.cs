namespace HubAnalyzers.SavedModel.Archives;

/// <summary>One entry's header: the archive's stream then stands at its content.</summary>
internal readonly record struct TarEntry(string Name, TarEntryKind Kind, long Size);
