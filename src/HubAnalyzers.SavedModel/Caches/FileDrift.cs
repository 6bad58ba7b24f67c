using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>What differs between the files that a manifest lists and those in a model's folder.</summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
public static class FileDrift
{
    /// <summary>What tells a model in a folder from the one that a manifest describes; empty where the digests agree.</summary>
    /// <param name="digest">The digest the manifest states.</param>
    /// <param name="manifest">The files the manifest lists.</param>
    /// <param name="found">Digest and files of the folder, from <see cref="ModelDigest.Compute"/>.</param>
    public static IReadOnlyList<string> Of(string digest, IReadOnlyList<HubFileInfo> manifest, (string Digest, IReadOnlyList<HubFileInfo> Files) found)
    {
        if (digest == found.Digest)
        {
            return [];
        }

        // A digest that was edited by hand agrees with no files, not even with those beside it.
        return Of(manifest, found.Files) is { Count: > 0 } drift ? drift : ["its digest"];
    }

    /// <summary>One phrase per file that was changed, removed or added, in the order of the paths; empty where all agree.</summary>
    private static IReadOnlyList<string> Of(IReadOnlyList<HubFileInfo> manifest, IReadOnlyList<HubFileInfo> found)
    {
        var phrases = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var bytes = found.ToDictionary(static f => f.Path, StringComparer.Ordinal);
        foreach (var file in manifest)
        {
            if (!bytes.TryGetValue(file.Path, out var other))
            {
                phrases[file.Path] = file.Path + " is missing";
            }
            else if (other.Size != file.Size)
            {
                phrases[file.Path] = $"{file.Path} has {other.Size} bytes instead of {file.Size}";
            }
            else if (!string.Equals(other.Sha256, file.Sha256, StringComparison.Ordinal))
            {
                phrases[file.Path] = file.Path + " has other content";
            }

            bytes.Remove(file.Path);
        }

        foreach (var path in bytes.Keys)
        {
            phrases[path] = path + " is new";
        }

        return phrases.Values.ToList();
    }
}
