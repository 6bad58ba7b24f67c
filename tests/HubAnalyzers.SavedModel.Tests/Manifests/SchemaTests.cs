using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Manifests;

public sealed class SchemaTests
{
    // What a manifest may leave out: readers take it as not known.
    private static readonly string[] _optional = ["evidence", "page", "signatures", "range", "engine", "tensorFlowNet", "flops", "activations", "stage", "notions", "aliases"];

    private static readonly SchemaValidator _schema = new(JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs", "hubmodel.schema.json"))).RootElement);

    private static string CarriedManifest => File.ReadAllText(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"));

    [Fact]
    public void The_carried_manifest_is_valid() => Assert.Empty(Errors(CarriedManifest));

    // One of each kind: TF2 frozen and fine-tuned, TF1 Hub, several meta graphs, no call, no variables folder, no list, recurrent, quantised.
    [SkippableTheory]
    [InlineData("mnv1-openmv-complete")]
    [InlineData("klayer-mnv2-catsdogs-tf24")]
    [InlineData("klayer-mnv2-catsdogs-tf23")]
    [InlineData("hub-half-plus-two-v1")]
    [InlineData("mnv2-estimator-3metagraphs")]
    [InlineData("java-python-funcs")]
    [InlineData("klayer-nnlm50-tf212")]
    [InlineData("yamnet-tf23")]
    [InlineData("lstm-spam")]
    [InlineData("qat-mnist")]
    public void The_manifest_of_a_real_model_is_valid(string name) =>
        Assert.Empty(Errors(System.Text.Encoding.UTF8.GetString(ManifestFile.Write(ModelInspector.Inspect(SharedModels.Require(name))))));

    [Theory]
    [InlineData("benchmarks/Rules/Manifests")]
    [InlineData("samples/TensorFlowNet")]
    public void Hand_written_manifests_are_valid(string folder) => Assert.All(
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.hubmodel.json"),
        static path => Assert.Empty(Errors(File.ReadAllText(path))));

    [Fact]
    public void The_manifest_of_a_model_from_a_hub_is_valid()
    {
        var model = ModelInspector.Inspect(Repository.PathOf("samples", "models", "shapes_mobilenet"), "https://tfhub.dev/google/imagenet/mobilenet_v2_100_128/feature_vector/4");
        Assert.Empty(Errors(System.Text.Encoding.UTF8.GetString(ManifestFile.Write(model))));
    }

    [Fact]
    public void A_manifest_without_any_one_of_its_members_is_invalid()
    {
        var tried = 0;
        foreach (var path in Members(JsonNode.Parse(CarriedManifest)!))
        {
            if (_optional.Contains(path[^1]))
            {
                continue;
            }

            var (root, parent, key) = Open(path);
            parent.Remove(key);
            Assert.NotEmpty(Errors(root.ToJsonString()));
            tried++;
        }

        // 7 at the top, 6 + 2 + 3 + 5 + 3 + 4 + 6 in the objects below, 9 of a layer, 8 of a variable, 3 times 2 of evidence,
        // 2 of the engine, 2 of TensorFlow.NET and 3 of an operation there, 4 notions.
        Assert.Equal(70, tried);
    }

    [Fact]
    public void A_manifest_with_a_misspelt_member_is_invalid()
    {
        foreach (var path in Members(JsonNode.Parse(CarriedManifest)!))
        {
            var (root, parent, key) = Open(path);
            var value = parent[key];
            parent.Remove(key);
            parent[key + "s"] = value;
            var errors = Errors(root.ToJsonString());
            Assert.Contains(errors, error => error.EndsWith($"has the unknown member '{key}s'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_manifest_with_a_member_more_is_invalid()
    {
        var tried = 0;
        foreach (var path in Members(JsonNode.Parse(CarriedManifest)!).Select(static p => p[..^1]).DistinctBy(static p => string.Join('/', p)))
        {
            var (root, parent, _) = Open([.. path, "x"]);
            parent["x"] = 1;
            Assert.Equal("has the unknown member 'x'", Assert.Single(Errors(root.ToJsonString())).Split(' ', 2)[1]);
            tried++;
        }

        Assert.Equal(17, tried);
    }

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "/schemaVersion")]
    [InlineData("\"format\": \"saved_model_2\"", "\"format\": \"SavedModel2\"", "/model/format")]
    [InlineData("\"digest\": \"sha256:", "\"digest\": \"sha512:", "/source/digest")]
    [InlineData("\"path\": \"saved_model.pb\"", "\"path\": \"/saved_model.pb\"", "/source/files/0/path")]
    [InlineData("\"kind\": \"features\"", "\"kind\": \"feature\"", "/interface/outputs/0/kind")]
    [InlineData("\"trainingArgument\": true", "\"trainingArgument\": \"true\"", "/interface/trainingArgument")]
    [InlineData("\"traces\": 2", "\"traces\": 2.5", "/interface/traces")]
    [InlineData("\"verdict\": \"partial\"", "\"verdict\": \"maybe\"", "/trainability/verdict")]
    [InlineData("\"trainableParameters\": 75136", "\"trainableParameters\": -1", "/trainability/trainableParameters")]
    [InlineData("\"kind\": \"conv2d\"", "\"kind\": \"conv\"", "/layers/0/kind")]
    [InlineData("\"role\": \"kernel\"", "\"role\": \"weight\"", "/variables/0/role")]
    [InlineData("\"publisher\": null", "\"publisher\": 7", "/model/publisher")]
    public void A_wrong_value_is_named_by_its_place(string from, string to, string place)
    {
        var at = CarriedManifest.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the carried manifest has no {from}");
        var changed = CarriedManifest[..at] + to + CarriedManifest[(at + from.Length)..];
        Assert.Equal(place, Assert.Single(Errors(changed)).Split(' ')[0]);
    }

    private static IReadOnlyList<string> Errors(string json)
    {
        using var document = JsonDocument.Parse(json);
        return _schema.Validate(document.RootElement);
    }

    /// <summary>The paths of all members; of a list's items, only the first is looked into.</summary>
    private static IEnumerable<string[]> Members(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(static m => Prepend(m.Key, [[], .. m.Value is null ? [] : Members(m.Value)])),
        JsonArray { Count: > 0 } items when items[0] is { } first => Prepend("0", Members(first)),
        _ => [],
    };

    private static IEnumerable<string[]> Prepend(string key, IEnumerable<string[]> paths) => paths.Select(p => (string[])[key, .. p]);

    private static (JsonNode Root, JsonObject Parent, string Key) Open(string[] path)
    {
        var root = JsonNode.Parse(CarriedManifest)!;
        var parent = path[..^1].Aggregate(root, static (at, part) => at is JsonArray items ? items[int.Parse(part, null)]! : at[part]!);
        return (root, parent.AsObject(), path[^1]);
    }
}
