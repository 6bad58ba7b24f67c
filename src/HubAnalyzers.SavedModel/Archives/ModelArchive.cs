using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using HubAnalyzers.SavedModel.Archives;
using HubAnalyzers.SavedModel.Files;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Unpacks a downloaded model (<c>.tar.gz</c> or <c>.tar</c>). Archives are strangers' files: nothing but plain files and folders is
/// made, nothing outside the destination, and nothing beyond the limits; the first thing that is wrong refuses the whole archive.
/// </summary>
public static class ModelArchive
{
    private const int BufferSize = 128 * 1024;
    private const string Hostile = "do not use this archive: it was made to do harm";

    /// <summary>Whether a file is an archive, by its first bytes.</summary>
    public static bool IsArchive(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var stream = File.OpenRead(path);
            var start = new byte[TarReader.BlockSize];
            var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return IsGzip(start.AsSpan(0, read)) || (read == start.Length && start.AsSpan(257, 5).SequenceEqual("ustar"u8));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(path, "it cannot be read: " + e.Message, "check its permissions", e);
        }
    }

    /// <summary>Unpacks an archive into an empty folder and says which folder in there is the model's.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="destination">The folder to unpack into; it is made if it is not there, and may be half full after an error.</param>
    /// <param name="limits">What the archive may hold.</param>
    /// <returns>The folder that holds <c>saved_model.pb</c>.</returns>
    /// <exception cref="HubModelFormatException">The archive is damaged, hostile, or holds no model.</exception>
    public static string Extract(string archive, string destination, ArchiveLimits? limits = null)
    {
        limits ??= ArchiveLimits.Usual;
        var root = Path.GetFullPath(destination);
        try
        {
            Directory.CreateDirectory(root);
            using var file = File.OpenRead(archive);
            var start = new byte[2];
            file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            using var content = IsGzip(start) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : new BufferedStream(file);
            Unpack(content, archive, file.Length, root, limits);
        }
        catch (InvalidDataException e)
        {
            throw new HubModelFormatException(archive, "its compression is damaged: " + e.Message, "fetch the archive again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || DiskErrors.IsTooLarge(e))
        {
            throw new HubModelFormatException(archive, "it cannot be unpacked: " + e.Message, $"check the space and the permissions of {root}", e);
        }

        return ModelFolderIn(root, archive);
    }

    private static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    private static void Unpack(Stream content, string archive, long packed, string root, ArchiveLimits limits)
    {
        var reader = new TarReader(content, archive);
        var buffer = new byte[BufferSize];
        var bytes = 0L;
        var entries = 0;
        var most = Math.Min(limits.Bytes, Math.Max(limits.HarmlessBytes, packed > long.MaxValue / limits.Ratio ? long.MaxValue : packed * limits.Ratio));
        while (reader.Next() is { } entry)
        {
            if (++entries > limits.Entries)
            {
                throw new HubModelFormatException(archive, $"it holds more than {limits.Entries} entries", Hostile);
            }

            var parts = Parts(entry, archive, limits);
            if (parts.Count == 0)
            {
                continue;
            }

            var path = Path.Combine([root, .. parts]);
            if (entry.Kind == TarEntryKind.Folder)
            {
                Directory.CreateDirectory(path);
                continue;
            }

            // Before a byte is written: the sum of all sizes so far, and the room on the disk.
            if (entry.Size > most - bytes)
            {
                throw new HubModelFormatException(archive, string.Create(CultureInfo.InvariantCulture, $"it claims to unpack to more than {most:N0} bytes from {packed:N0}"), Hostile);
            }

            if (FreeSpace(root) is { } free && entry.Size > free)
            {
                throw new HubModelFormatException(archive, string.Create(CultureInfo.InvariantCulture, $"'{entry.Name}' needs {entry.Size:N0} bytes, and {root} has room for {free:N0}"), "make room");
            }

            bytes += entry.Size;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            reader.CopyTo(file, entry.Size, buffer);
        }

        // Reading to the very end lets the compression check its own sum.
        var rest = 0L;
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            rest += read;
            if (rest > most)
            {
                throw new HubModelFormatException(archive, "there is no end to what follows its last entry", Hostile);
            }
        }
    }

    /// <summary>An entry's path in parts, none of which can lead out of the destination on any system.</summary>
    private static List<string> Parts(TarEntry entry, string archive, ArchiveLimits limits)
    {
        if (entry.Kind is not (TarEntryKind.File or TarEntryKind.Folder))
        {
            var what = entry.Kind switch
            {
                TarEntryKind.SymbolicLink or TarEntryKind.HardLink => "a link",
                TarEntryKind.Device => "a device or pipe",
                _ => "neither a file nor a folder",
            };
            throw new HubModelFormatException(archive, $"'{entry.Name}' in it is {what}", Hostile);
        }

        var name = entry.Name;
        if (name.Length > limits.PathLength)
        {
            throw new HubModelFormatException(archive, $"a name in it has {name.Length} characters", Hostile);
        }

        var parts = name.Split('/').Where(static p => p is not ("" or ".")).ToList();
        if (name.StartsWith('/') || parts.Contains("..") || parts.Any(static p => p.Any(static c => c is '\\' or ':' || char.IsControl(c))))
        {
            throw new HubModelFormatException(archive, $"the name '{name}' in it leads out of its folder", Hostile);
        }

        if (parts.Count > limits.Depth)
        {
            throw new HubModelFormatException(archive, $"'{name}' in it lies {parts.Count} folders deep", Hostile);
        }

        return parts.Count == 0 && entry.Kind == TarEntryKind.File ? throw new HubModelFormatException(archive, "a file in it has no name", Hostile) : parts;
    }

    private static long? FreeSpace(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The archive's top, or the one folder in it that holds the model.</summary>
    private static string ModelFolderIn(string root, string archive)
    {
        if (File.Exists(Path.Combine(root, "saved_model.pb")))
        {
            return root;
        }

        var found = Directory.EnumerateFiles(root, "saved_model.pb", SearchOption.AllDirectories).Select(static f => Path.GetDirectoryName(f)!).Order(StringComparer.Ordinal).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new HubModelFormatException(archive, "it holds no saved_model.pb", "give the archive of a SavedModel"),
            _ => throw new HubModelFormatException(archive, $"it holds several models, '{Path.GetRelativePath(root, found[0])}' and '{Path.GetRelativePath(root, found[1])}' among them", "unpack it and give the folder of one"),
        };
    }
}
