using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace HubAnalyzers.SavedModel;

/// <summary>Where Python's libraries keep the models that they download, and where in there a handle's model lies.</summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
public sealed class CacheFolders
{
    /// <summary>The environment variable that moves the cache of tensorflow_hub.</summary>
    public const string TfHubVariable = "TFHUB_CACHE_DIR";

    /// <summary>The environment variable that moves the cache of kagglehub.</summary>
    public const string KaggleVariable = "KAGGLEHUB_CACHE";

    /// <summary>Names both folders.</summary>
    public CacheFolders(string tfHub, string kaggle)
    {
        TfHub = tfHub;
        Kaggle = kaggle;
    }

    /// <summary>The folder of tensorflow_hub: one folder for each handle, named after its hash.</summary>
    public string TfHub { get; }

    /// <summary>The folder of kagglehub: <c>models/OWNER/MODEL/FRAMEWORK/VARIATION/VERSION</c>.</summary>
    public string Kaggle { get; }

    /// <summary>The folders that Python's libraries would use on this machine.</summary>
    /// <param name="environment">Reads an environment variable; the process's own where null.</param>
    public static CacheFolders OfThisMachine(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var tfHub = environment(TfHubVariable);
        var kaggle = environment(KaggleVariable);
        return new CacheFolders(
            string.IsNullOrEmpty(tfHub) ? Path.Combine(Path.GetTempPath(), "tfhub_modules") : tfHub!,
            string.IsNullOrEmpty(kaggle) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "kagglehub") : kaggle!);
    }

    /// <summary>The name of a handle's folder in the cache of tensorflow_hub: the SHA-1 of the handle exactly as written.</summary>
    public static string FolderNameOf(string handle)
    {
        // Not for security: the name is fixed by the library whose cache this is.
#pragma warning disable CA5350
        using var sha1 = SHA1.Create();
#pragma warning restore CA5350
        return Hexadecimal.Of(sha1.ComputeHash(Encoding.UTF8.GetBytes(handle)));
    }

    /// <summary>Whether a model is there as its cache's library sees it: the folder exists and is not empty, and on Kaggle's side its download was marked complete.</summary>
    public static bool IsPresent(string folder, HubHost host) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && (host != HubHost.Kaggle || File.Exists(MarkerOf(folder)));

    /// <summary>The file that kagglehub puts beside a folder when its download is complete.</summary>
    public static string MarkerOf(string folder) => folder + ".complete";

    /// <summary>The folders where a handle's model may lie, the most likely first; whether they exist is not asked.</summary>
    public IReadOnlyList<string> PlacesOf(HubHandle handle)
    {
        if (!handle.IsRemote)
        {
            return [];
        }

        // tensorflow_hub takes Kaggle's addresses as well, and hashes them like any other.
        var hashed = Path.Combine(TfHub, FolderNameOf(handle.Handle));
        return handle.Host == HubHost.TfHub ? [hashed] : [.. KagglePlaces(handle), hashed];
    }

    /// <summary>The folder that kagglehub would download a handle's model to, with the framework spelled as in the handle.</summary>
    public string KaggleFolderOf(HubHandle handle, string version) =>
        Path.Combine(Kaggle, "models", handle.Publisher!, handle.KaggleModel!, handle.KaggleFramework!, handle.KaggleVariation!, version);

    /// <summary>The model's folder in a cache; null where no cache has it.</summary>
    public string? Find(HubHandle handle)
    {
        foreach (var place in PlacesOf(handle))
        {
            if (IsPresent(place, IsInKaggle(place) ? HubHost.Kaggle : HubHost.TfHub))
            {
                return place;
            }
        }

        return null;
    }

    private bool IsInKaggle(string place) => place.StartsWith(Path.Combine(Kaggle, "models") + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private List<string> KagglePlaces(HubHandle handle)
    {
        var model = Path.Combine(Kaggle, "models", handle.Publisher!, handle.KaggleModel!);

        // The spelling of the handle first, then every other that somebody's program may have used.
        var frameworks = new List<string> { handle.KaggleFramework! };
        if (Directory.Exists(model))
        {
            frameworks.AddRange(Directory.EnumerateDirectories(model).Select(Path.GetFileName)
                .Where(name => string.Equals(name, handle.KaggleFramework, StringComparison.OrdinalIgnoreCase) && name != handle.KaggleFramework)
                .OrderBy(static name => name, StringComparer.Ordinal)!);
        }

        var places = new List<string>();
        foreach (var framework in frameworks)
        {
            var variation = Path.Combine(model, framework, handle.KaggleVariation!);
            if (handle.Version is { } version)
            {
                places.Add(Path.Combine(variation, version));
            }
            else if (Directory.Exists(variation))
            {
                // No version means the newest; offline that is the newest that is here.
                places.AddRange(Directory.EnumerateDirectories(variation)
                    .Select(static folder => (Folder: folder, Version: VersionOf(folder)))
                    .Where(static f => f.Version >= 0)
                    .OrderByDescending(static f => f.Version)
                    .Select(static f => f.Folder));
            }
        }

        return places;
    }

    private static long VersionOf(string folder) =>
        long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}
