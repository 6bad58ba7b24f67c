using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel.Downloads;
using HubAnalyzers.SavedModel.Files;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Downloads a model into the cache where Python's libraries would put it and look for it. The model appears there whole or not at
/// all: it is fetched beside the cache's folder, unpacked beside it, checked, and moved.
/// </summary>
public static class ModelDownloader
{
    /// <summary>Downloads a model, unless the cache has it.</summary>
    /// <exception cref="HubModelFormatException">It cannot be fetched, is no model, or is another than was expected.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the next download goes on from what is there.</exception>
    public static async Task<ModelDownload> PullAsync(HubHandle handle, CacheFolders caches, ModelDownloadOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new ModelDownloadOptions();
        if (handle.Artefact != HubArtefact.SavedModel)
        {
            throw new HubModelFormatException(handle.Handle, "it is not a SavedModel", "use the handle of the model that it was made from");
        }

        var address = DownloadAddress.Of(handle, options.BaseAddress);
        if (caches.Find(handle) is { } there)
        {
            return Present(there, options);
        }

        var folder = handle.Host == HubHost.Kaggle ? caches.KaggleFolderOf(handle, handle.Version!) : caches.PlacesOf(handle)[0];
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            using var taken = await PullLock.TakeAsync(folder, options.WaitForOthers, () => progress?.Report(new DownloadProgress(0, null, "another process is pulling this model; waiting")), cancellation).ConfigureAwait(false);
            if (caches.Find(handle) is { } meanwhile)
            {
                return Present(meanwhile, options);
            }

            using var archive = PartialArchive.Open(folder, address.ToString());
            await new ArchiveFetcher(options, progress).FetchAsync(address, archive, cancellation).ConfigureAwait(false);
            return new ModelDownload(folder, Install(handle, address, archive, folder, options), WasPresent: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || DiskErrors.IsTooLarge(e))
        {
            throw new HubModelFormatException(folder, "the cache cannot be written: " + e.Message, $"check the space and the permissions, or set {CacheFolders.TfHubVariable}", e);
        }
    }

    private static ModelDownload Present(string folder, ModelDownloadOptions options)
    {
        var digest = ModelDigest.Compute(folder).Digest;
        Require(digest, folder, options);
        return new ModelDownload(folder, digest, WasPresent: true);
    }

    /// <summary>Unpacks beside the folder, checks, and moves into place; the archive is of no more use then, and neither is a bad one.</summary>
    private static string Install(HubHandle handle, Uri address, PartialArchive archive, string folder, ModelDownloadOptions options)
    {
        var temporary = $"{folder}.{Guid.NewGuid():N}.tmp";
        try
        {
            archive.Stream.Position = 0;
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(archive.Stream));
            var size = archive.Stream.Length;
            archive.Stream.Dispose();
            string model;
            try
            {
                model = ModelArchive.Extract(archive.Path, temporary, options.Limits);
                SavedModelFolder.Open(model);
            }
            catch (HubModelFormatException e)
            {
                var file = e.File.StartsWith(temporary, StringComparison.Ordinal) ? "!" + Path.GetRelativePath(temporary, e.File).Replace('\\', '/') : "";
                throw new HubModelFormatException(address + file, e.Problem, e.Remedy, e);
            }

            var digest = ModelDigest.Compute(model).Digest;
            Require(digest, address.ToString(), options);

            // An empty folder is what a library left that gave up before; it stands in the way of the move.
            if (Directory.Exists(folder) && (handle.Host == HubHost.Kaggle || !Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.Move(model, folder);
            WriteBeside(CacheRecord.DigestOf(folder), CacheRecord.Digest(handle.Handle, address.ToString(), digest, sha256, size));
            if (handle.Host == HubHost.Kaggle)
            {
                WriteBeside(CacheFolders.MarkerOf(folder), "");
            }
            else
            {
                WriteBeside(CacheRecord.DescriptorOf(folder), CacheRecord.Descriptor(handle.Handle, DateTimeOffset.UtcNow));
            }

            return digest;
        }
        finally
        {
            archive.Remove();
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void Require(string digest, string place, ModelDownloadOptions options)
    {
        if (options.ExpectedDigest is { } expected && !string.Equals(expected, digest, StringComparison.Ordinal))
        {
            throw new HubModelFormatException(place, string.Create(CultureInfo.InvariantCulture, $"the model's digest is {digest}, not the expected {expected}"), "do not use it before you know why");
        }
    }

    private static void WriteBeside(string path, string text) => WholeFile.Write(path, Encoding.UTF8.GetBytes(text));
}
