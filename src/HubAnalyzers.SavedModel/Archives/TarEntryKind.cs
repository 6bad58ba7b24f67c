namespace HubAnalyzers.SavedModel.Archives;

/// <summary>What an entry is. Everything that is neither file nor folder has a name here only to be refused by it.</summary>
internal enum TarEntryKind
{
    File,
    Folder,
    HardLink,
    SymbolicLink,
    Device,
    Other,
}
