using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Analyzers.Manifests;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.BuildTasks;

/// <summary>Compares manifests with the bytes on this machine, and reads no byte of a model whose files are as they were.</summary>
/// <param name="folders">Folders that may hold models under their local handles.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="stamp">Earlier answers.</param>
/// <param name="note">Takes what was done, for whoever follows the build in detail.</param>
internal sealed class ModelVerifier(IReadOnlyList<string> folders, Func<string, string?> environment, Stamp stamp, Action<string> note)
{
    /// <summary>The answer for a manifest; null where there is nothing to compare: its model is not here, or the compiler refuses it.</summary>
    /// <exception cref="HubModelFormatException">Manifest or model cannot be read.</exception>
    /// <exception cref="IOException">A file is gone or cannot be read.</exception>
    public VerifiedModel? Verify(string path)
    {
        var started = DateTime.UtcNow;
        var manifest = FileState.Of(path, path);
        var known = stamp.Of(manifest);
        var source = known is null ? Read(path) : null;
        if ((known?.Handle ?? source?.Handle) is not { } handle)
        {
            note($"{path}: not compared, since the compiler refuses it");
            return null;
        }

        if (Find(handle) is not { } folder)
        {
            note($"{path}: '{handle}' is not on this machine");
            return null;
        }

        var files = ModelDigest.PathsOf(folder).Select(p => FileState.Of(p, Path.Combine(folder, p))).ToList();
        if (known?.HoldsFor(folder, files) == true)
        {
            note($"{path}: no file in {folder} has changed, nothing was hashed");
        }
        else
        {
            source ??= ManifestSource.Read(path);
            var differences = FileDrift.Of(source.Digest, source.Files, ModelDigest.Compute(folder));
            note($"{path}: hashed {files.Count} files in {folder}");
            known = new VerifiedModel(manifest, handle, source.Place, folder, files, differences);
            if (known.IsSettledAt(started))
            {
                stamp.Add(known);
            }
            else
            {
                stamp.Remove(path);
            }
        }

        if (known.Differences.Count == 0)
        {
            ModelLinks.Refuse(folder);
        }

        return known;
    }

    // What is no manifest, the compiler reports with its place (HUB0090).
    private static ManifestSource? Read(string path)
    {
        try
        {
            return ManifestSource.Read(path);
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    private string? Find(string handle)
    {
        try
        {
            return Path.GetFullPath(ModelLocator.Find(handle, folders, environment));
        }
        catch (Exception e) when (e is HubModelFormatException or ArgumentException or NotSupportedException)
        {
            // The latter two where .NET Framework takes a handle for no path.
            return null;
        }
    }
}
