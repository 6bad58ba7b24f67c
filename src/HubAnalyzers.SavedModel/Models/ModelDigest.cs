using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace HubAnalyzers.SavedModel;

/// <summary>The identity of a model: a digest over the files that make it up, whatever else lies in its folder.</summary>
internal static class ModelDigest
{
    /// <summary>The files at the top of a model's folder that belong to it.</summary>
    public static IReadOnlyList<string> TopFiles { get; } = ["fingerprint.pb", "keras_metadata.pb", "saved_model.pb", "tfhub_module.pb"];

    /// <summary>The folders whose files all belong to it.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["assets", "variables"];

    /// <summary>SHA-256 over one line "path NUL size NUL sha256" per file, in ordinal order of the paths.</summary>
    public static (string Digest, IReadOnlyList<HubFileInfo> Files) Compute(string folder)
    {
        var files = Paths(folder).OrderBy(static p => p, StringComparer.Ordinal).Select(p => Describe(folder, p)).ToList();
        var lines = new StringBuilder();
        foreach (var file in files)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{file.Path}\0{file.Size}\0{file.Sha256}\n");
        }

        return ("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString()))), files);
    }

    private static IEnumerable<string> Paths(string folder)
    {
        // A folder with links is refused before; hidden files belong to the model like any other.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return TopFiles.Where(name => File.Exists(Path.Combine(folder, name)))
            .Concat(Folders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
                .SelectMany(path => Directory.EnumerateFiles(path, "*", options))
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')));
    }

    private static HubFileInfo Describe(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        try
        {
            using var stream = File.OpenRead(full);
            return new HubFileInfo(path, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(full, "it cannot be read: " + e.Message, "check its permissions", e);
        }
    }
}
