using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// What is recorded beside a cached model: <c>FOLDER.descriptor.txt</c> with the handle, as tensorflow_hub writes it, and
/// <c>FOLDER.digest.json</c> with the digest of what was pulled. Neither is ever trusted more than the bytes.
/// </summary>
internal static class CacheRecord
{
    private const int LargestRecord = 64 * 1024;
    private const string ModuleKey = "Module: ";

    public static string DescriptorOf(string folder) => folder + ".descriptor.txt";

    public static string DigestOf(string folder) => folder + ".digest.json";

    /// <summary>The handle in a folder's descriptor, if the folder's name is the handle's hash; else null.</summary>
    public static string? ReadHandle(string folder)
    {
        foreach (var line in (ReadSmall(DescriptorOf(folder)) ?? "").Split('\n'))
        {
            // A descriptor that was copied or made up would give one model another's name.
            if (line.StartsWith(ModuleKey, StringComparison.Ordinal) && line[ModuleKey.Length..].Trim() is var handle
                && CacheFolders.FolderNameOf(handle) == Path.GetFileName(folder))
            {
                return handle;
            }
        }

        return null;
    }

    /// <summary>The digest that was recorded when the model was pulled; null where none was.</summary>
    public static string? ReadDigest(string folder)
    {
        try
        {
            if (ReadSmall(DigestOf(folder)) is not { } json)
            {
                return null;
            }

            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("digest", out var digest) && digest.ValueKind == JsonValueKind.String
                ? digest.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string Descriptor(string handle, DateTimeOffset time) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ModuleKey}{handle}\nDownload Time: {time.UtcDateTime:yyyy-MM-dd HH:mm:ss}\nDownloader: dotnet hub\n");

    public static string Digest(string handle, string source, string digest, string archiveSha256, long archiveSize)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("handle", handle);
            json.WriteString("digest", digest);
            json.WriteStartObject("archive");
            json.WriteString("source", source);
            json.WriteNumber("size", archiveSize);
            json.WriteString("sha256", archiveSha256);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string? ReadSmall(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= LargestRecord } ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
