using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace HubAnalyzers.Benchmarks.Generator;

/// <summary>Manifests of the shape that real models have: blocks of a convolution and its batch normalization.</summary>
internal static class Manifests
{
    private const string Sentence = "it is in trainable_variables, its call captures it, and a gradient reaches it";
    private const string BatchNormSentence = "its scale and offset could train, but its moving statistics would drift away from the data the model was trained on";

    /// <summary>A manifest as the command line writes it.</summary>
    public static string Text(string name, int layers) => new JsonObject
    {
        ["schemaVersion"] = 1,
        ["model"] = new JsonObject { ["handle"] = $"https://tfhub.dev/acme/{name}/1", ["name"] = name, ["publisher"] = "acme", ["version"] = "1", ["format"] = "saved_model_2", ["tensorflowVersion"] = "2.8.2", ["page"] = null },
        ["source"] = new JsonObject { ["digest"] = "sha256:" + new string('0', 64), ["files"] = new JsonArray() },
        ["interface"] = new JsonObject { ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["trainingArgument"] = true, ["traces"] = 2, ["hasRegularizationLosses"] = false },
        ["trainability"] = new JsonObject { ["verdict"] = "full", ["reason"] = "trainable", ["why"] = Sentence, ["publisherFlag"] = true, ["trainableParameters"] = 1, ["totalParameters"] = 1 },
        ["layers"] = new JsonArray([.. Enumerable.Range(0, layers).Select(i => Layer(name, i))]),
        ["variables"] = new JsonArray([.. Enumerable.Range(0, layers).SelectMany(i => Variables(name, i))]),
    }.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

    private static bool IsBatchNorm(int i) => i % 2 == 1;

    private static string NameOf(string net, int i) => string.Create(CultureInfo.InvariantCulture, $"{net}/expanded_conv_{i / 6}/{(IsBatchNorm(i) ? "BatchNorm" : "conv")}_{i % 6 / 2}");

    private static JsonObject Layer(string net, int i) => new()
    {
        ["name"] = NameOf(net, i),
        ["accessor"] = string.Create(CultureInfo.InvariantCulture, $"ExpandedConv{i / 6}.{(IsBatchNorm(i) ? "BatchNorm" : "Conv")}{i % 6 / 2}"),
        ["kind"] = IsBatchNorm(i) ? "batch_norm" : "conv2d",
        ["parent"] = string.Create(CultureInfo.InvariantCulture, $"{net}/expanded_conv_{i / 6}"),
        ["trainability"] = IsBatchNorm(i) ? "batch_norm" : "trainable",
        ["reason"] = IsBatchNorm(i) ? "batch-norm-affine" : "trainable",
        ["why"] = IsBatchNorm(i) ? BatchNormSentence : Sentence,
        ["parameters"] = IsBatchNorm(i) ? 256 : 2304,
        ["variables"] = new JsonArray([.. Parts(i).Select(p => (JsonNode)(NameOf(net, i) + "/" + p.Name))]),
        ["stage"] = i / 1000,
    };

    private static IEnumerable<JsonObject> Variables(string net, int i) => Parts(i).Select(p => new JsonObject
    {
        ["name"] = NameOf(net, i) + "/" + p.Name,
        ["checkpointKey"] = $"variables/{NameOf(net, i)}/{p.Name}/.ATTRIBUTES/VARIABLE_VALUE",
        ["layer"] = NameOf(net, i),
        ["role"] = p.Name,
        ["dtype"] = "float32",
        ["shape"] = IsBatchNorm(i) ? new JsonArray(64) : new JsonArray(3, 3, 16, 16),
        ["trainability"] = p.Trainability,
        ["reason"] = p.Reason,
        ["evidence"] = new JsonObject { ["file"] = "saved_model.pb", ["node"] = string.Create(CultureInfo.InvariantCulture, $"object_graph.nodes[{i}]") },
    });

    private static (string Name, string Trainability, string Reason)[] Parts(int i) => IsBatchNorm(i)
        ? [("gamma", "batch_norm", "batch-norm-affine"), ("beta", "batch_norm", "batch-norm-affine"), ("moving_mean", "frozen", "batch-norm-statistics"), ("moving_variance", "frozen", "batch-norm-statistics")]
        : [("kernel", "trainable", "trainable")];
}
