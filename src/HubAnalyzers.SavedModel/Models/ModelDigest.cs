using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace HubAnalyzers.SavedModel;

/// <summary>The identity of a model: a digest over the files that make it up, whatever else lies in its folder.</summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
public static class ModelDigest
{
    /// <summary>The files at the top of a model's folder that belong to it.</summary>
    public static IReadOnlyList<string> TopFiles { get; } = ["fingerprint.pb", "keras_metadata.pb", "saved_model.pb", "tfhub_module.pb"];

    /// <summary>The folders whose files all belong to it.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["assets", "variables"];

    /// <summary>SHA-256 over one line "path NUL size NUL sha256" per file, in ordinal order of the paths.</summary>
    /// <exception cref="HubModelFormatException">A file cannot be read.</exception>
    public static (string Digest, IReadOnlyList<HubFileInfo> Files) Compute(string folder)
    {
        using var sha256 = SHA256.Create();
        var files = PathsOf(folder).Select(p => Describe(folder, p, sha256)).ToList();
        return (Of(files), files);
    }

    /// <summary>The files that belong to the model in a folder, below it and with forward slashes, in the order of the digest.</summary>
    internal static IReadOnlyList<string> PathsOf(string folder) =>
        TopFiles.Where(name => File.Exists(Path.Combine(folder, name)))
            .Concat(Folders.SelectMany(name => Below(new DirectoryInfo(Path.Combine(folder, name)), name)))
            .OrderBy(static p => p, StringComparer.Ordinal).ToList();

    private static string Of(IReadOnlyList<HubFileInfo> files)
    {
        var lines = new StringBuilder();
        foreach (var file in files)
        {
            lines.Append(file.Path).Append('\0').Append(file.Size.ToString(CultureInfo.InvariantCulture)).Append('\0').Append(file.Sha256).Append('\n');
        }

        return Sha256Digest.Of(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    // A folder with links is refused before; hidden files belong to the model like any other.
    private static IEnumerable<string> Below(DirectoryInfo folder, string path)
    {
        if (!folder.Exists || (folder.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            return [];
        }

        return folder.EnumerateFiles().Where(static f => (f.Attributes & FileAttributes.ReparsePoint) == 0).Select(f => path + "/" + f.Name)
            .Concat(folder.EnumerateDirectories().SelectMany(d => Below(d, path + "/" + d.Name)));
    }

    private static HubFileInfo Describe(string folder, string path, SHA256 sha256)
    {
        var full = Path.Combine(folder, path);
        try
        {
            using var stream = File.OpenRead(full);
            return new HubFileInfo(path, stream.Length, Hexadecimal.Of(sha256.ComputeHash(stream)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(full, "it cannot be read: " + e.Message, "check its permissions", e);
        }
    }
}
