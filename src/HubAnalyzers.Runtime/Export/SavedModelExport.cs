using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime.Export;

/// <summary>Writes a SavedModel that is the source with other values of some variables; every other byte of it is the source's.</summary>
internal static class SavedModelExport
{
    private const string Variables = "variables";
    private const string Model = "saved_model.pb";

    /// <summary>What TensorFlow writes into the folder of a SavedModel.</summary>
    private static readonly HashSet<string> _own = new(StringComparer.Ordinal) { Model, Variables, "assets", "assets.extra", "debug", "fingerprint.pb", "keras_metadata.pb" };

    /// <summary>Writes the folder: whole, or not at all.</summary>
    /// <param name="sourceFolder">The model that was loaded.</param>
    /// <param name="destinationFolder">Where the new one goes.</param>
    /// <param name="changed">The checkpoint keys of the variables that have another value.</param>
    /// <param name="write">Writes the new value of one of them to a stream, as TensorFlow stores it.</param>
    /// <param name="overwrite">Whether a folder that is not empty is replaced.</param>
    /// <param name="addition">What it has besides; null is nothing.</param>
    /// <exception cref="IOException">The destination is not empty, and <paramref name="overwrite"/> is false or it is no SavedModel; or it lies in the source, or holds it.</exception>
    public static void Write(string sourceFolder, string destinationFolder, IReadOnlyCollection<string> changed, Action<string, Stream> write, bool overwrite = false, ModelAddition? addition = null)
    {
        addition ??= ModelAddition.None;
        var source = Path.TrimEndingDirectorySeparator(Path.GetFullPath(sourceFolder));
        var destination = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destinationFolder));
        if (RealPath.IsWithin(destination, source) || RealPath.IsWithin(source, destination))
        {
            throw new IOException($"{destination}: lies in the model's own folder {source}, or holds it; choose another");
        }

        // A link stays, and what it leads to is replaced.
        destination = RealPath.Of(destination);

        if (File.Exists(destination))
        {
            throw new IOException($"{destination}: is a file; choose another folder");
        }

        var exists = Directory.Exists(destination);
        if (exists && !overwrite && Directory.EnumerateFileSystemEntries(destination).Any())
        {
            throw new IOException($"{destination}: is not empty; choose another folder or ask for it to be overwritten");
        }

        if (exists)
        {
            RequireReplaceable(destination, source);
        }

        var parent = Path.GetDirectoryName(destination) ?? throw new IOException($"{destination}: is a root; choose a folder");
        var temporary = Path.Combine(parent, "." + Path.GetFileName(destination) + "." + Path.GetRandomFileName());
        DiskErrors.Making(destination, temporary);
        try
        {
            Copy(source, source, temporary, path => addition.LeftOut.Contains(path) || addition.Files.ContainsKey(path));
            foreach (var (path, bytes) in addition.Files)
            {
                var file = Path.Combine(temporary, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                WholeFile.Write(file, bytes.Span);
            }

            var prefix = Path.Combine(source, Variables, Variables);
            if (File.Exists(prefix + ".index"))
            {
                RequireWhole(prefix);
                Directory.CreateDirectory(Path.Combine(temporary, Variables));
                TensorBundleWriter.Rewrite(prefix, Path.Combine(temporary, Variables, Variables), changed, write, addition.Tensors);
            }
            else if (changed.Count > 0)
            {
                throw new HubModelFormatException(source, "it has no checkpoint to take changed variables", "load it from a folder with variables/variables.index");
            }
            else if (addition.Tensors.Count > 0)
            {
                TensorBundleWriter.Write(Path.Combine(temporary, Variables, Variables), addition.Tensors);
            }

            if (exists)
            {
                var old = temporary + ".old";
                Directory.Move(destination, old);
                try
                {
                    Directory.Move(temporary, destination);
                }
                catch
                {
                    Directory.Move(old, destination);
                    throw;
                }

                Directory.Delete(old, recursive: true);
            }
            else
            {
                Directory.Move(temporary, destination);
            }
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>To overwrite is meant for an older export: photographs, or a program, that lie where a name was mistyped are not removed.</summary>
    private static void RequireReplaceable(string destination, string source)
    {
        var names = Directory.EnumerateFileSystemEntries(destination).Select(static e => Path.GetFileName(e)).Order(StringComparer.Ordinal).ToList();
        if (names.Count > 0 && !names.Contains(Model, StringComparer.Ordinal))
        {
            throw new IOException($"{destination}: holds '{names[0]}' and no SavedModel, which alone is replaced; choose another folder");
        }

        // What lies beside the source's files (a licence, say) is copied with them.
        if (names.FirstOrDefault(n => !_own.Contains(n) && !Path.Exists(Path.Combine(source, n))) is { } foreign)
        {
            throw new IOException($"{destination}: holds '{foreign}', which is no part of a SavedModel; move it away or choose another folder");
        }
    }

    /// <summary>A shard that was cut since the model was loaded must not be copied as if it were whole.</summary>
    private static void RequireWhole(string prefix)
    {
        using var bundle = TensorBundleReader.Open(prefix);
        foreach (var key in bundle.Keys)
        {
            if (bundle.TryGetEntry(key, out var entry) && !entry.IsSliced)
            {
                bundle.RequirePresent(key);
            }
        }
    }

    private static void Copy(string root, string source, string destination, Func<string, bool> isLeftOut)
    {
        Directory.CreateDirectory(destination);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            // The checkpoint is written anew.
            var path = Path.GetRelativePath(root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (path == Variables || isLeftOut(path))
            {
                continue;
            }

            if (entry.LinkTarget is not null && (entry is DirectoryInfo || entry.ResolveLinkTarget(returnFinalTarget: true) is not { } target || !RealPath.IsWithin(target.FullName, root)))
            {
                throw new HubModelFormatException(entry.FullName, $"links to {entry.LinkTarget}, which may lie outside the model", "replace the link by what it links to");
            }

            var copy = Path.Combine(destination, entry.Name);
            if (entry is DirectoryInfo)
            {
                Copy(root, entry.FullName, copy, isLeftOut);
            }
            else
            {
                DiskErrors.Naming(copy, () => File.Copy(entry.FullName, copy));
                File.SetAttributes(copy, FileAttributes.Normal);
            }
        }
    }
}
