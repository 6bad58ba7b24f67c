using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.BuildTasks;

/// <summary>A manifest that was compared with its model, and everything the answer depends on.</summary>
/// <param name="Manifest">The manifest's file.</param>
/// <param name="Handle">The handle that it gives.</param>
/// <param name="Digest">Where its digest stands.</param>
/// <param name="Folder">The model's folder.</param>
/// <param name="Files">The model's files.</param>
/// <param name="Differences">What differs; empty where manifest and bytes agree.</param>
internal sealed record VerifiedModel(
    FileState Manifest,
    string Handle,
    TextPlace Digest,
    string Folder,
    IReadOnlyList<FileState> Files,
    IReadOnlyList<string> Differences)
{
    // The coarsest clock of a file system in use.
    private static readonly TimeSpan _clockStep = TimeSpan.FromSeconds(2);

    /// <summary>Whether the answer still holds for a folder in this state.</summary>
    public bool HoldsFor(string folder, IReadOnlyList<FileState> files) => Folder == folder && Files.SequenceEqual(files);

    /// <summary>Whether a change since then must show in the times: a file written in the same step of the clock would look the same.</summary>
    public bool IsSettledAt(DateTime utc) => Files.Append(Manifest).All(f => f.Written < (utc - _clockStep).Ticks);
}
