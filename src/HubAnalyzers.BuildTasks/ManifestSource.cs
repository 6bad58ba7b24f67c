using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Analyzers.Manifests;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.BuildTasks;

/// <summary>What a manifest says of its model's bytes. The rest is the compiler's business.</summary>
internal sealed record ManifestSource(string Handle, string Digest, IReadOnlyList<HubFileInfo> Files, TextPlace Place)
{
    private const long LargestManifest = 256L << 20;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonFormatException">The text is no manifest.</exception>
    /// <exception cref="HubModelFormatException">The file is too large to be one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ManifestSource Read(string path)
    {
        var size = new FileInfo(path).Length;
        if (size > LargestManifest)
        {
            throw new HubModelFormatException(path, $"{size} bytes are more than a manifest may have", "write it again with 'dotnet hub add'");
        }

        var text = File.ReadAllText(path);
        var root = JsonReader.Read(text);
        var source = Member(root, "source");
        var digest = Member(source, "digest");
        return new ManifestSource(
            Text(Member(Member(root, "model"), "handle")),
            Text(digest),
            Items(Member(source, "files")).Select(static f => new HubFileInfo(Text(Member(f, "path")), Size(Member(f, "size")), Text(Member(f, "sha256")))).ToList(),
            TextPlace.Of(text, digest.Start));
    }

    private static JsonValue Member(JsonValue value, string name) =>
        value.Members.TryGetValue(name, out var member) ? member : throw new JsonFormatException($"'{name}' is missing in this object", value.Start, value.End);

    private static string Text(JsonValue value) => value.Kind == JsonKind.String ? value.Text : throw new JsonFormatException("a string is expected here", value.Start, value.End);

    private static IReadOnlyList<JsonValue> Items(JsonValue value) => value.Kind == JsonKind.Array ? value.Items : throw new JsonFormatException("a list is expected here", value.Start, value.End);

    private static long Size(JsonValue value) => value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        ? size
        : throw new JsonFormatException("a whole number is expected here", value.Start, value.End);
}
