using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HubAnalyzers.SavedModel.Manifests;

/// <summary>Writes a manifest with its keys in the order of the schema.</summary>
internal static class ManifestWriter
{
    private static readonly JsonWriterOptions _options = new()
    {
        Indented = true,
        IndentCharacter = ' ',
        IndentSize = 2,
        NewLine = "\n",

        // The manifest is read by people and compilers, never pasted into a page: "'" and "é" may stay themselves.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(HubModelInfo model)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", ManifestFile.SchemaVersion);
            WriteModel(json, model);
            WriteSource(json, model);
            WriteInterface(json, model.Interface);
            WriteTrainability(json, model);
            WriteLayers(json, model.Layers);
            WriteVariables(json, model.Variables);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteModel(Utf8JsonWriter json, HubModelInfo model)
    {
        json.WriteStartObject("model");
        json.WriteString("handle", model.Handle);
        json.WriteString("name", model.Name);
        json.WriteString("publisher", model.Publisher);
        json.WriteString("version", model.Version);
        json.WriteString("format", Words.Of(model.Format));
        json.WriteString("tensorflowVersion", model.TensorFlowVersion);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, HubModelInfo model)
    {
        json.WriteStartObject("source");
        json.WriteString("digest", model.Digest);
        json.WriteStartArray("files");
        foreach (var file in model.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("size", file.Size);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInterface(Utf8JsonWriter json, HubInterfaceInfo model)
    {
        json.WriteStartObject("interface");
        WriteTensors(json, "inputs", model.Inputs, withKind: false);
        WriteTensors(json, "outputs", model.Outputs, withKind: true);
        json.WriteBoolean("trainingArgument", model.TrainingArgument);
        json.WriteNumber("traces", model.Traces);
        json.WriteBoolean("hasRegularizationLosses", model.HasRegularizationLosses);
        json.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter json, string name, IReadOnlyList<HubTensorInfo> tensors, bool withKind)
    {
        json.WriteStartArray(name);
        foreach (var tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            json.WriteString("dtype", tensor.DType);
            WriteShape(json, tensor.Shape);
            if (withKind)
            {
                json.WriteString("kind", Words.Of(tensor.Kind));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTrainability(Utf8JsonWriter json, HubModelInfo model)
    {
        json.WriteStartObject("trainability");
        json.WriteString("verdict", Words.Of(model.Verdict));
        json.WriteString("reason", model.Reason);
        json.WriteString("why", model.Why);
        if (model.PublisherFlag is { } flag)
        {
            json.WriteBoolean("publisherFlag", flag);
        }
        else
        {
            json.WriteNull("publisherFlag");
        }

        json.WriteNumber("trainableParameters", model.TrainableParameters);
        json.WriteNumber("totalParameters", model.TotalParameters);
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, IReadOnlyList<HubLayerInfo> layers)
    {
        json.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("accessor", layer.Accessor);
            json.WriteString("kind", Words.Of(layer.Kind));
            json.WriteString("parent", layer.Parent);
            json.WriteString("trainability", Words.Of(layer.Trainability));
            json.WriteString("reason", layer.Reason);
            json.WriteString("why", layer.Why);
            json.WriteNumber("parameters", layer.Parameters);
            json.WriteStartArray("variables");
            foreach (var variable in layer.Variables)
            {
                json.WriteStringValue(variable);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVariables(Utf8JsonWriter json, IReadOnlyList<HubVariableInfo> variables)
    {
        json.WriteStartArray("variables");
        foreach (var variable in variables)
        {
            json.WriteStartObject();
            json.WriteString("name", variable.Name);
            json.WriteString("checkpointKey", variable.CheckpointKey);
            json.WriteString("layer", variable.Layer);
            json.WriteString("role", Words.Of(variable.Role));
            json.WriteString("dtype", variable.DType);
            WriteShape(json, variable.Shape);
            json.WriteString("trainability", Words.Of(variable.Trainability));
            json.WriteString("reason", variable.Reason);
            if (variable.Evidence is { } evidence)
            {
                json.WriteStartObject("evidence");
                json.WriteString("file", evidence.File);
                json.WriteString("node", evidence.Node);
                if (evidence.Op is { } op)
                {
                    json.WriteString("op", op);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteShape(Utf8JsonWriter json, IReadOnlyList<long>? shape)
    {
        if (shape is null)
        {
            json.WriteNull("shape");
            return;
        }

        json.WriteStartArray("shape");
        foreach (var dimension in shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
    }
}
