using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>The carried model, and copies of it with something taken away.</summary>
internal static class CarriedModel
{
    public const string Stem = "shapes_mobilenet/Conv1";
    public const string StemNorm = "shapes_mobilenet/bn_Conv1";
    public const string Expand = "shapes_mobilenet/expanded_conv_5/expand";
    public const string Classifier = "shapes_mobilenet/Logits";

    public static string Folder { get; } = Repository.PathOf("samples", "models", "shapes_mobilenet");

    public static HubModel Load(BatchNormPolicy policy = BatchNormPolicy.Frozen) =>
        HubModel.Load(Folder, new HubLoadOptions { BatchNormPolicy = policy });

    /// <summary>Copies it into a folder of the given name.</summary>
    public static string CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    /// <summary>Copies it with the list <c>trainable_variables</c> emptied, as a publisher does who freezes a model.</summary>
    public static string FrozenCopyTo(string folder)
    {
        CopyTo(folder);
        var message = SavedModelFolder.Open(folder).Message;
        var nodes = message.MetaGraphs[0].ObjectGraphDef.Nodes;
        var list = nodes[0].Children.Single(static c => c.LocalName == "trainable_variables").NodeId;
        nodes[list].Children.Clear();
        File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), message.ToByteArray());
        return folder;
    }
}
