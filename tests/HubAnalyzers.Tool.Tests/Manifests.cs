using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Tests;

/// <summary>The carried model's manifest, and versions of it as a publisher's next release might be.</summary>
internal static class Manifests
{
    private static readonly byte[] _carried = ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder));

    public static HubModelInfo Carried => Changed(static _ => { });

    public static HubModelInfo Changed(Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(_carried)!;
        change(manifest);
        return ManifestFile.Read(JsonSerializer.SerializeToUtf8Bytes(manifest), "changed");
    }

    public static string Save(HubModelInfo model, string path)
    {
        ManifestFile.Write(model, path);
        return path;
    }

    public static JsonNode Layer(this JsonNode manifest, string name) => manifest["layers"]!.AsArray().First(l => (string)l!["name"]! == name)!;

    /// <summary>Another name for a layer, wherever the manifest says it.</summary>
    public static void Rename(this JsonNode manifest, string from, string to, string accessor)
    {
        var layer = manifest.Layer(from);
        layer["name"] = to;
        layer["accessor"] = accessor;
        foreach (var variable in manifest["variables"]!.AsArray().Where(v => (string?)v!["layer"] == from))
        {
            variable!["layer"] = to;
        }
    }
}
