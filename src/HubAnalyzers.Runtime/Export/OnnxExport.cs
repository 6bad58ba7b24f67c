using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export.Onnx;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <summary>Writes a graph as an ONNX file: whole, or not at all.</summary>
internal static class OnnxExport
{
    /// <summary>No protobuf message has 2 GiB; with more than this the weights go into a file of their own, <c>NAME.onnx.data</c>.</summary>
    private const long MostInside = 3L << 29;

    /// <param name="graph">What is written; a trace for inference.</param>
    /// <param name="variables">The values of its variables.</param>
    /// <param name="modelFolder">The model that was loaded; nothing is written into it.</param>
    /// <param name="file">Where to.</param>
    /// <param name="labels">The names of the classes, which go into the model's metadata.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <param name="mostInside">How many bytes of weights the model itself may hold.</param>
    /// <exception cref="IOException">The file is there already, lies in the model's own folder, or cannot be written.</exception>
    /// <exception cref="HubUnsupportedOpException">The graph holds what has no ONNX form; all of it is named.</exception>
    public static void Write(ImportedGraph graph, VariableStore variables, string modelFolder, string file, IReadOnlyList<string>? labels, bool overwrite, long mostInside = MostInside)
    {
        var path = Path.GetFullPath(file);
        if (RealPath.IsWithin(path, modelFolder))
        {
            throw new IOException($"{path}: lies in the model's own folder {modelFolder}; choose another");
        }

        // The model names its data without a folder, so that they lie side by side wherever a link leads.
        path = OutputPlace.PathOf(path);
        var dataPath = path + ".data";
        var isSplit = SizeOf(graph) > mostInside;

        // The model last: where it is there, so is what it refers to.
        string[] targets = isSplit ? [dataPath, path] : [path];
        foreach (var target in targets)
        {
            if (Directory.Exists(target))
            {
                throw new IOException($"{target}: is a folder; choose another file");
            }

            if (File.Exists(target) && !overwrite)
            {
                throw new IOException($"{target}: is there already; choose another file or ask for it to be overwritten");
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? throw new IOException($"{path}: is a root; choose a file"));
        WholeFile.Make(
            targets,
            temporary =>
            {
                ModelProto? model = null;
                if (isSplit)
                {
                    WholeFile.WriteThrough(temporary[0], stream => model = OnnxWriter.ToModel(graph, variables, new OnnxData(Path.GetFileName(dataPath), stream)));
                }

                model ??= OnnxWriter.ToModel(graph, variables, data: null);
                if (labels is not null)
                {
                    model.MetadataProps.Add(new StringStringEntryProto { Key = "labels", Value = JsonSerializer.Serialize(labels) });
                }

                WholeFile.WriteThrough(temporary[^1], model.WriteTo);
            },
            overwrite);
    }

    /// <summary>The bytes of weights and constants.</summary>
    private static long SizeOf(ImportedGraph graph)
    {
        var constants = graph.Nodes.SelectMany(static n => n.Bodies.SelectMany(static b => b.Nodes).Prepend(n))
            .Select(static n => n.Op == "Const" ? n.Attributes.Tensor("value") : null)
            .Sum(static t => t is null ? 0 : BytesOf(t.Dtype, (t.TensorShape?.Dim ?? []).Select(static d => d.Size)));
        return constants + graph.Variables.Sum(static v => BytesOf(v.DType, v.Shape));
    }

    private static long BytesOf(DataType type, IEnumerable<long> shape) => shape.Aggregate((long)DTypes.SizeOf(type), static (a, b) => a * Math.Max(b, 1));
}
