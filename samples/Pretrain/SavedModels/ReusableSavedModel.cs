using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Samples.Pretrain.Graphs;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.SavedModels;

/// <summary>Writes the net as a SavedModel folder in TensorFlow's reusable form.</summary>
internal static class ReusableSavedModel
{
    /// <summary>
    /// Writes <c>saved_model.pb</c> and <c>variables/</c> into <paramref name="folder"/>, which is replaced
    /// only when everything has been written.
    /// </summary>
    public static void Write(string folder, ShapesMobilenet net, IReadOnlyDictionary<string, float[]> weights)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var fresh = $"{target}.new-{Environment.ProcessId}";
        Directory.CreateDirectory(Path.Combine(fresh, "variables"));
        try
        {
            WriteFiles(fresh, net, weights);
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            Directory.Move(fresh, target);
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    private static void WriteFiles(string folder, ShapesMobilenet net, IReadOnlyDictionary<string, float[]> weights)
    {
        var functions = new NetFunctions(net);
        var objects = ObjectGraphWriter.Write(net, functions);
        var checkpointGraph = MessageBytes.Serialize(ObjectGraphWriter.WriteCheckpointGraph(objects, net));
        var meta = new MetaGraphDef
        {
            MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef
            {
                Tags = { "serve" },
                TensorflowVersion = "2.8.2",
                TensorflowGitVersion = "not TensorFlow: written by HubAnalyzers samples/Pretrain in the form of 2.8.2",
                StrippedDefaultAttrs = true,
            },
            ObjectGraphDef = objects,
        };
        MainGraphWriter.Write(meta, net, functions, checkpointGraph);
        var model = new HubAnalyzers.SavedModel.Wire.SavedModel { SavedModelSchemaVersion = 1, MetaGraphs = { meta } };
        File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), MessageBytes.Serialize(model).ToByteArray());
        TensorBundleWriter.Write(Path.Combine(folder, "variables", "variables"), Tensors(net, weights, checkpointGraph));
    }

    private static IEnumerable<TensorBundleTensor> Tensors(ShapesMobilenet net, IReadOnlyDictionary<string, float[]> weights, ByteString graph)
    {
        yield return TensorBundleTensor.String(CheckpointKeys.ObjectGraph, graph.Memory);
        foreach (var (variable, index) in net.Variables.Select(static (v, i) => (v, i)))
        {
            yield return TensorBundleTensor.Float32(VariableKeys.Of(index), variable.Shape, weights[variable.Name]);
        }
    }
}
