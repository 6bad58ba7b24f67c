using System;
using System.IO;
using System.Text;
using HubAnalyzers.SavedModel.Files;

namespace HubAnalyzers.SavedModel;

/// <summary>A manifest, <c>NAME.hubmodel.json</c>: <see cref="HubModelInfo"/> as JSON, the same to the byte for the same model.</summary>
public static class ManifestFile
{
    /// <summary>The end of a manifest's file name.</summary>
    public const string Extension = ".hubmodel.json";

    /// <summary>The schema this version writes and the newest it reads.</summary>
    public const int SchemaVersion = 1;

    private const long LargestManifest = 256L << 20;

    /// <summary>The manifest's bytes: UTF-8 without byte order mark, LF, a final line end.</summary>
    public static byte[] Write(HubModelInfo model) => Manifests.ManifestWriter.Write(model);

    /// <summary>Writes the manifest to a file, through a temporary file beside it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(HubModelInfo model, string path) => WholeFile.Write(path, Write(model));

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="HubModelFormatException">The file is missing, is no manifest, or is of a newer schema.</exception>
    public static HubModelInfo Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestManifest } file)
            {
                throw new HubModelFormatException(path, $"{file.Length} bytes are more than a manifest may have", "write it again with 'dotnet hub add'");
            }

            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(path, e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : "it cannot be read: " + e.Message, "write it with 'dotnet hub add'", e);
        }
    }

    /// <summary>Reads a manifest from memory.</summary>
    /// <param name="json">UTF-8 JSON, with or without byte order mark.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="HubModelFormatException">The text is no manifest, or is of a newer schema.</exception>
    public static HubModelInfo Read(ReadOnlySpan<byte> json, string name) =>
        Manifests.ManifestParser.Parse(json.StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json, name);
}
