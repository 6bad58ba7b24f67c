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
            WriteAliases(json, model.Aliases);
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
        json.WriteString("page", model.Page);
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
        WriteLine(json, "signatures", model.Signatures is { } signatures ? JsonLine.Of(signatures) : "null");
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
            else if (tensor.Range is { } range)
            {
                WriteLine(json, "range", JsonLine.Of(range));
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
        WriteLine(json, "publisherFlag", JsonLine.Of(model.PublisherFlag));
        if (model.PublisherFlag is not null)
        {
            WriteLine(json, "publisherAgrees", JsonLine.Of(PublisherClaim.Agrees(model)));
        }

        json.WriteNumber("trainableParameters", model.TrainableParameters);
        json.WriteNumber("totalParameters", model.TotalParameters);
        WriteEvidence(json, model.Evidence);
        WriteEngine(json, model.Engine);
        WriteTensorFlowNet(json, model.TensorFlowNet);
        json.WriteEndObject();
    }

    private static void WriteEngine(Utf8JsonWriter json, HubEngineInfo? engine)
    {
        if (engine is null)
        {
            json.WriteNull("engine");
            return;
        }

        json.WriteStartObject("engine");
        json.WriteBoolean("supported", engine.Supported);
        WriteOps(json, "missing", engine.Missing);
        json.WriteEndObject();
    }

    private static void WriteTensorFlowNet(Utf8JsonWriter json, HubTensorFlowNetInfo? tensorFlowNet)
    {
        if (tensorFlowNet is null)
        {
            json.WriteNull("tensorFlowNet");
            return;
        }

        json.WriteStartObject("tensorFlowNet");
        WriteOps(json, "missingGradients", tensorFlowNet.MissingGradients);
        json.WriteString("refusal", tensorFlowNet.Refusal);
        json.WriteEndObject();
    }

    private static void WriteOps(Utf8JsonWriter json, string name, IReadOnlyList<HubOpInfo> ops)
    {
        json.WriteStartArray(name);
        foreach (var op in ops)
        {
            json.WriteStartObject();
            json.WriteString("op", op.Op);
            json.WriteNumber("count", op.Count);
            WriteLine(json, "layers", JsonLine.Of(op.Layers));
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
            WriteNumber(json, "flops", layer.Flops);
            WriteNumber(json, "activations", layer.Activations);
            WriteNumber(json, "stage", layer.Stage);
            WriteLine(json, "variables", JsonLine.Of(layer.Variables));
            WriteEvidence(json, layer.Evidence);
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
            WriteNotions(json, variable.Notions);
            WriteEvidence(json, variable.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAliases(Utf8JsonWriter json, IReadOnlyList<HubAliasInfo> aliases)
    {
        json.WriteStartArray("aliases");
        foreach (var alias in aliases)
        {
            json.WriteStartObject();
            json.WriteString("accessor", alias.Accessor);
            json.WriteString("layer", alias.Layer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteShape(Utf8JsonWriter json, IReadOnlyList<long>? shape) => WriteLine(json, "shape", shape is null ? "null" : JsonLine.Of(shape));

    private static void WriteNotions(Utf8JsonWriter json, HubTrainableNotions? notions) => WriteLine(json, "notions", notions is null ? "null" : JsonLine.Object(
        ("flag", JsonLine.Of(notions.Flag)), ("listed", JsonLine.Of(notions.Listed)), ("keras", JsonLine.Of(notions.Keras)), ("captured", JsonLine.Of(notions.Captured))));

    private static void WriteEvidence(Utf8JsonWriter json, HubEvidence? evidence)
    {
        if (evidence is null)
        {
            json.WriteNull("evidence");
            return;
        }

        List<(string, string)> members = [("file", JsonLine.Of(evidence.File)), ("node", JsonLine.Of(evidence.Node))];
        if (evidence.Op is { } op)
        {
            members.Add(("op", JsonLine.Of(op)));
        }

        WriteLine(json, "evidence", JsonLine.Object(members));
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteLine(Utf8JsonWriter json, string name, string line)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(line, skipInputValidation: true);
    }
}
