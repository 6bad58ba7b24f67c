using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace HubAnalyzers.Testing;

/// <summary>Manifests for tests, written with another JSON library than the one under test.</summary>
internal static class ManifestText
{
    public const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000001";

    /// <summary>A manifest with these layers.</summary>
    public static string Of(string handle, params JsonObject[] layers) => Json(handle, layers).ToJsonString();

    public static JsonObject Json(string handle, IEnumerable<JsonObject> layers)
    {
        var layerArray = new JsonArray();
        var variables = new JsonArray();
        foreach (var layer in layers)
        {
            layerArray.Add(layer.DeepClone());
            foreach (var name in layer["variables"]!.AsArray())
            {
                variables.Add(Variable(name!.GetValue<string>(), layer));
            }
        }

        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["model"] = new JsonObject { ["handle"] = handle, ["name"] = handle, ["publisher"] = null, ["version"] = null, ["format"] = "saved_model_2", ["tensorflowVersion"] = "2.8.2" },
            ["source"] = new JsonObject
            {
                ["digest"] = Digest,
                ["files"] = new JsonArray(new JsonObject { ["path"] = "saved_model.pb", ["size"] = 5, ["sha256"] = new string('0', 64) }),
            },
            ["interface"] = new JsonObject
            {
                ["inputs"] = new JsonArray(new JsonObject { ["name"] = "inputs", ["dtype"] = "float32", ["shape"] = new JsonArray(-1, 8, 8, 3) }),
                ["outputs"] = new JsonArray(new JsonObject { ["name"] = "output_0", ["dtype"] = "float32", ["shape"] = null, ["kind"] = "features" }),
                ["trainingArgument"] = true,
                ["traces"] = 2,
                ["hasRegularizationLosses"] = false,
            },
            ["trainability"] = new JsonObject
            {
                ["verdict"] = "partial",
                ["reason"] = "unused-in-call",
                ["why"] = "no trace of __call__ uses it",
                ["publisherFlag"] = true,
                ["trainableParameters"] = 12,
                ["totalParameters"] = 1234,
            },
            ["layers"] = layerArray,
            ["variables"] = variables,
        };
    }

    /// <summary>A layer with one variable, "name/weight" of shape [2, 3].</summary>
    public static JsonObject Layer(string name, string accessor, string kind = "conv2d", string trainability = "trainable", string reason = "trainable", string why = "a gradient reaches it") => new()
    {
        ["name"] = name,
        ["accessor"] = accessor,
        ["kind"] = kind,
        ["parent"] = name.Contains('/') ? name[..name.LastIndexOf('/')] : null,
        ["trainability"] = trainability,
        ["reason"] = reason,
        ["why"] = why,
        ["parameters"] = 6,
        ["variables"] = new JsonArray(name + "/weight"),
    };

    private static JsonObject Variable(string name, JsonObject layer) => new()
    {
        ["name"] = name,
        ["checkpointKey"] = name + "/.ATTRIBUTES/VARIABLE_VALUE",
        ["layer"] = layer["name"]!.GetValue<string>(),
        ["role"] = "kernel",
        ["dtype"] = "float32",
        ["shape"] = new JsonArray(2, 3),
        ["trainability"] = layer["trainability"]!.GetValue<string>(),
        ["reason"] = layer["reason"]!.GetValue<string>(),
    };
}
