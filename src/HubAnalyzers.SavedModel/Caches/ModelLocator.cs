using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HubAnalyzers.SavedModel;

/// <summary>Finds a model's folder on this machine: a path, a folder of models, or the caches that Python's libraries fill.</summary>
public static partial class ModelLocator
{
    /// <summary>The environment variable with folders of models, separated as in PATH.</summary>
    public const string FoldersVariable = "HUBANALYZERS_MODELS";

    /// <summary>The folder of a model.</summary>
    /// <param name="handleOrPath">A handle, or the path of a model's folder.</param>
    /// <param name="searchFolders">Folders that may hold it under its local handle; looked at first.</param>
    /// <exception cref="HubModelFormatException">It is nowhere; the message lists the places.</exception>
    public static string Find(string handleOrPath, IEnumerable<string>? searchFolders = null)
    {
        var tried = new List<string>();
        foreach (var place in Places(handleOrPath, searchFolders ?? []))
        {
            if (File.Exists(Path.Combine(place, "saved_model.pb")))
            {
                return place;
            }

            tried.Add(place);
        }

        throw new HubModelFormatException(handleOrPath, "no model is there; looked in " + string.Join(", ", tried), "give the path of the folder that holds saved_model.pb, or download the model first");
    }

    private static IEnumerable<string> Places(string handleOrPath, IEnumerable<string> searchFolders)
    {
        var handle = HubHandle.Parse(handleOrPath);
        if (!handle.IsRemote)
        {
            yield return handleOrPath;
            var named = (Environment.GetEnvironmentVariable(FoldersVariable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            foreach (var folder in searchFolders.Concat(named))
            {
                yield return Path.Combine(folder, handleOrPath);
            }

            yield break;
        }

        yield return Path.Combine(TfHubCache(), Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(handleOrPath))));
        if (KaggleParts().Match(handleOrPath) is { Success: true } match)
        {
            yield return Path.Combine(
                KaggleCache(), "models", match.Groups["owner"].Value, match.Groups["model"].Value,
                match.Groups["framework"].Value, match.Groups["variation"].Value, match.Groups["version"].Value);
        }
    }

    private static string TfHubCache() => Environment.GetEnvironmentVariable("TFHUB_CACHE_DIR") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Path.GetTempPath(), "tfhub_modules");

    private static string KaggleCache() => Environment.GetEnvironmentVariable("KAGGLEHUB_CACHE") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "kagglehub");

    [GeneratedRegex(@"kaggle\.com/models/(?<owner>[\w-]+)/(?<model>[\w.-]+)/(?:frameworks/)?(?<framework>\w+)/(?:variations/)?(?<variation>[\w-][\w.-]*)/(?:versions/)?(?<version>\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex KaggleParts();
}
