using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>Lists the models in the caches on this machine and says which of them can be read.</summary>
public static class CacheListing
{
    private const int HashLength = 40;

    /// <summary>All models of both caches, by handle and then by folder.</summary>
    public static IEnumerable<CachedModel> Of(CacheFolders caches)
    {
        var found = new List<(string? Handle, HubHost Host, string Folder)>();
        found.AddRange(TfHubFolders(caches.TfHub).Select(static folder => (CacheRecord.ReadHandle(folder), HubHost.TfHub, folder)));
        found.AddRange(KaggleFolders(caches.Kaggle).Select(static k => ((string?)k.Handle, HubHost.Kaggle, k.Folder)));
        return found
            .OrderBy(static m => m.Handle is null).ThenBy(static m => m.Handle, StringComparer.Ordinal).ThenBy(static m => m.Folder, StringComparer.Ordinal)
            .Select(static m => Describe(m.Handle, m.Host, m.Folder));
    }

    private static IEnumerable<string> TfHubFolders(string cache) =>
        FoldersIn(cache).Where(static folder => Path.GetFileName(folder) is { Length: HashLength } name && name.All(char.IsAsciiHexDigitLower));

    private static IEnumerable<(string Handle, string Folder)> KaggleFolders(string cache) =>
        from owner in FoldersIn(Path.Combine(cache, "models"))
        from model in FoldersIn(owner)
        from framework in FoldersIn(model)
        from variation in FoldersIn(framework)
        from version in FoldersIn(variation)
        where Path.GetFileName(version).All(char.IsAsciiDigit)
        select (string.Join('/', "https://www.kaggle.com/models", Path.GetFileName(owner), Path.GetFileName(model), Path.GetFileName(framework), Path.GetFileName(variation), Path.GetFileName(version)), version);

    private static IEnumerable<string> FoldersIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [];

    /// <summary>What one user may not read does not keep the others' models from the list.</summary>
    private static CachedModel Describe(string? handle, HubHost host, string folder)
    {
        try
        {
            return Read(handle, host, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CachedModel(handle, host, folder, 0, null, null, null, "it cannot be read: " + e.Message.TrimEnd('.'));
        }
    }

    private static CachedModel Read(string? handle, HubHost host, string folder)
    {
        var model = new CachedModel(handle, host, folder, SizeOf(folder), null, null, CacheRecord.ReadDigest(folder), null);
        if (!CacheFolders.IsPresent(folder, host))
        {
            return model with { Problem = "its download is not complete" };
        }

        if (handle is not null && HubHandle.Parse(handle).Artefact != HubArtefact.SavedModel)
        {
            return model with { Problem = "it is no SavedModel" };
        }

        try
        {
            var opened = SavedModelFolder.Open(folder);
            var version = opened.MetaGraph.MetaInfoDef?.TensorflowVersion;
            return model with { Format = opened.Format, TensorFlowVersion = string.IsNullOrEmpty(version) ? null : version };
        }
        catch (HubModelFormatException e)
        {
            var file = Path.GetRelativePath(folder, e.File);
            return model with { Problem = (file.StartsWith("..", StringComparison.Ordinal) || file == "." ? "" : file + ": ") + e.Problem };
        }
    }

    private static long SizeOf(string folder)
    {
        // Links may lead anywhere, in circles too; they take no room themselves.
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return new DirectoryInfo(folder).EnumerateFiles("*", options).Sum(static f => f.Length);
    }
}
