using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Testing;

/// <summary>The manifests that the samples on the pages use; docs/rules/README.md says what each stands for.</summary>
internal static class PageModels
{
    /// <summary>What a sample may name beside the API: global usings, and images that it need not draw.</summary>
    public const string Surroundings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using MyProject.HubModels;
        global using HubAnalyzers;
        global using HubAnalyzers.Runtime;
        global using TorchSharp;

        internal static class Data
        {
            public static LabelledImages Training => null!;
            public static LabelledImages HeldOut => null!;
        }
        """;

    public const string TensorFlowNetUsings = """
        global using static Tensorflow.HubAPI;
        global using static Tensorflow.KerasApi;
        global using Tensorflow.Keras;
        global using Tensorflow.Keras.ArgsDefinition;
        global using Tensorflow.Keras.Engine;
        """;

    public static IReadOnlyList<AdditionalText> Manifests { get; } =
    [
        new TestAdditionalText("/app/shapes_mobilenet.hubmodel.json", File.ReadAllText(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"))),
        Manifest("frozen_net", Model("frozen_net", ManifestText.Layer("net/conv_1", "Conv1")).Withheld("no-trainable-variables")),
        Manifest("mobilenet_v2", Model(
            "https://tfhub.dev/google/imagenet/mobilenet_v2_100_224/feature_vector/5",
            ManifestText.Layer("MobilenetV2/Conv", "Conv"),
            ManifestText.Layer("MobilenetV2/Conv/BatchNorm", "ConvBatchNorm", "batch_norm", "batch_norm", "batch-norm-affine", ReasonCodes.Sentence("batch-norm-affine")))
            .Input(-1, 224, 224, 3).MissesGradient("Relu6", "MobilenetV2/Conv")),
        Manifest("flowers", Model("https://tfhub.dev/acme/flowers/2", ManifestText.Layer("flowers/conv", "Conv")).Output("probabilities")),
        Manifest("nnlm", Model("https://tfhub.dev/google/nnlm-en-dim50/2", ManifestText.Layer("embeddings", "Embeddings", "embedding")).Input(-1)),
        Manifest("nnlm_v1", Model("https://tfhub.dev/google/nnlm-en-dim50/1", ManifestText.Layer("embeddings", "Embeddings", "embedding"))
            .Withheld("tf1-hub-format").Format("tf1_hub").Refused("tf1-hub-format").Input(-1)),
    ];

    private static JsonObject Model(string handle, params JsonObject[] layers)
    {
        var json = ManifestText.Json(handle, layers);
        var parts = handle.Split('/');
        if (parts.Length > 3)
        {
            json["model"]!["publisher"] = parts[3];
            json["model"]!["name"] = string.Join('/', parts[4..^1]);
            json["model"]!["version"] = parts[^1];
        }

        // Each a model of its own.
        json["source"]!["digest"] = "sha256:" + System.Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(handle)));
        return json;
    }

    private static TestAdditionalText Manifest(string name, JsonObject json) => new($"/app/{name}.hubmodel.json", json.ToJsonString());

    private static JsonObject Withheld(this JsonObject json, string reason)
    {
        json["trainability"]!["verdict"] = "none";
        json["trainability"]!["reason"] = reason;
        json["trainability"]!["why"] = ReasonCodes.Sentence(reason);
        foreach (var part in json["layers"]!.AsArray().Concat(json["variables"]!.AsArray()))
        {
            part!["trainability"] = "frozen";
            part["reason"] = reason;
        }

        return json;
    }

    private static JsonObject Format(this JsonObject json, string format)
    {
        json["model"]!["format"] = format;
        return json;
    }

    private static JsonObject Input(this JsonObject json, params int[] shape)
    {
        json["interface"]!["inputs"]![0]!["shape"] = new JsonArray([.. shape.Select(static d => JsonValue.Create(d))]);
        json["interface"]!["inputs"]![0]!["dtype"] = shape.Length == 1 ? "string" : "float32";
        return json;
    }

    private static JsonObject Output(this JsonObject json, string kind)
    {
        json["interface"]!["outputs"]![0]!["kind"] = kind;
        return json;
    }

    private static JsonObject MissesGradient(this JsonObject json, string op, string layer) => json.TensorFlowNet(
        null, new JsonArray(new JsonObject { ["op"] = op, ["count"] = 1, ["layers"] = new JsonArray(layer) }));

    private static JsonObject Refused(this JsonObject json, string reason) => json.TensorFlowNet(reason, []);

    private static JsonObject TensorFlowNet(this JsonObject json, string? refusal, JsonArray missing)
    {
        json["trainability"]!["tensorFlowNet"] = new JsonObject { ["missingGradients"] = missing, ["refusal"] = refusal };
        return json;
    }
}
