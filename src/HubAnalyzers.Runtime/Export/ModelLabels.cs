using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <summary>The names of a model's classes: its asset <c>labels</c>, one in a line.</summary>
internal static class ModelLabels
{
    /// <summary>What the root calls the asset.</summary>
    public const string AssetName = "labels";

    private const long LongestFile = 16 << 20;

    /// <summary>Reads them; null where the model has none, or not as many as its first output has values.</summary>
    public static IReadOnlyList<string>? Read(SavedModelFolder folder, HubInterfaceInfo facts)
    {
        var meta = folder.MetaGraph;
        if (meta.ObjectGraphDef is not { Nodes: { Count: > 0 } nodes }
            || nodes[0].Children.FirstOrDefault(static c => c.LocalName == AssetName) is not { } child || child.NodeId < 0 || child.NodeId >= nodes.Count
            || nodes[child.NodeId] is not { KindCase: SavedObject.KindOneofCase.Asset, Asset.AssetFileDefIndex: var index } || index < 0 || index >= meta.AssetFileDef.Count)
        {
            return null;
        }

        var file = new FileInfo(folder.ResolveFile(Path.Combine("assets", meta.AssetFileDef[index].Filename)));
        if (!file.Exists || file.Length > LongestFile)
        {
            return null;
        }

        var labels = File.ReadAllLines(file.FullName);
        return facts.Outputs is [{ Shape: [.., var width] }, ..] && width == labels.Length ? labels : null;
    }
}
