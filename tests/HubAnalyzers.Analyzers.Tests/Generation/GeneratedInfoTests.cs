using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>Runs the generated code and compares with the manifest, which another JSON library reads.</summary>
public sealed class GeneratedInfoTests
{
    [Fact]
    public void The_carried_model_s_Info_says_what_its_manifest_says()
    {
        var text = File.ReadAllText(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"));

        InfoEqualsManifest("App.HubModels.ShapesMobilenet", "shapes_mobilenet.hubmodel.json", text);
    }

    [Fact]
    public void Text_of_any_kind_survives_the_way_through_source()
    {
        const string Odd = "a\"b\\c\nd\r\n\u2028\u0085\0\u202e*/ // {0} é 名前 \ud83d\ude00 <b>&amp;";
        var manifest = ManifestText.Json(Odd, [ManifestText.Layer(Odd, "A", "lstm", "unknown", Odd, Odd)]);

        InfoEqualsManifest("App.HubModels.Odd", "odd.hubmodel.json", manifest.ToJsonString());
    }

    [Fact]
    public void A_list_longer_than_one_method_takes_is_whole()
    {
        var manifest = ManifestText.Json("long", Enumerable.Range(0, 1001).Select(static i => ManifestText.Layer($"net/block_{i}/conv", $"Block{i}.Conv")));

        InfoEqualsManifest("App.HubModels.Long", "long.hubmodel.json", manifest.ToJsonString());
    }

    [Fact]
    public void Half_a_surrogate_pair_reaches_Info_unharmed()
    {
        var manifest = ManifestText.Of("half", ManifestText.Layer("HALF", "A")).Replace("HALF", "a\\ud800b", StringComparison.Ordinal);

        WithInfo("App.HubModels.Half", "half.hubmodel.json", manifest, static info =>
            Assert.Equal("a\ud800b", Get(Items(info, "Layers").Single(), "Name")));
    }

    [Fact]
    public void What_a_manifest_may_leave_out_reaches_Info_where_it_is_there()
    {
        var manifest = ManifestText.Json("full", [ManifestText.Layer("net/conv", "Conv")]);
        JsonObject Ops() => new() { ["op"] = "Relu6", ["count"] = 35, ["layers"] = new JsonArray("net/conv") };
        manifest["model"]!["page"] = "https://example.org/full/1";
        manifest["interface"]!["signatures"] = new JsonArray("default", "serving_default");
        manifest["interface"]!["inputs"]![0]!["range"] = new JsonArray(-0.5, 255);
        manifest["trainability"]!["evidence"] = new JsonObject { ["file"] = "saved_model.pb", ["node"] = "object_graph.nodes[0]", ["op"] = null };
        manifest["trainability"]!["engine"] = new JsonObject { ["supported"] = false, ["missing"] = new JsonArray(Ops()) };
        manifest["trainability"]!["tensorFlowNet"] = new JsonObject { ["missingGradients"] = new JsonArray(Ops()), ["refusal"] = "regularization-losses" };
        manifest["layers"]![0]!["stage"] = 2;
        manifest["layers"]![0]!["flops"] = 5_000_000_000;
        manifest["layers"]![0]!["activations"] = 3_000_000_000;
        manifest["layers"]![0]!["evidence"] = new JsonObject { ["file"] = "saved_model.pb", ["node"] = "f/conv", ["op"] = "Conv2D" };
        manifest["variables"]![0]!["notions"] = new JsonObject { ["flag"] = true, ["listed"] = false, ["keras"] = null, ["captured"] = true };
        manifest["aliases"] = new JsonArray(new JsonObject { ["accessor"] = "Old.Conv", ["layer"] = "net/conv" });

        InfoEqualsManifest("App.HubModels.Full", "full.hubmodel.json", manifest.ToJsonString());
    }

    private static void InfoEqualsManifest(string className, string path, string text)
    {
        var manifest = JsonNode.Parse(text)!;
        WithInfo(className, path, text, info =>
        {
            Same(manifest["model"]!, info, ("handle", "Handle"), ("name", "Name"), ("publisher", "Publisher"), ("version", "Version"), ("tensorflowVersion", "TensorFlowVersion"), ("format", "Format"), ("page", "Page"));
            Same(manifest["source"]!, info, ("digest", "Digest"));
            Same(
                manifest["trainability"]!,
                info,
                ("verdict", "Verdict"), ("reason", "Reason"), ("why", "Why"), ("publisherFlag", "PublisherFlag"), ("trainableParameters", "TrainableParameters"), ("totalParameters", "TotalParameters"));
            SameItems(manifest["source"]!["files"]!, Items(info, "Files"), ("path", "Path"), ("size", "Size"), ("sha256", "Sha256"));

            var call = Get(info, "Interface")!;
            Same(manifest["interface"]!, call, ("trainingArgument", "TrainingArgument"), ("traces", "Traces"), ("hasRegularizationLosses", "HasRegularizationLosses"), ("signatures", "Signatures"));
            SameItems(manifest["interface"]!["inputs"]!, Items(call, "Inputs"), ("name", "Name"), ("dtype", "DType"), ("shape", "Shape"));
            foreach (var (json, input) in manifest["interface"]!["inputs"]!.AsArray().Zip(Items(call, "Inputs")))
            {
                if (SameOptional(json!["range"], Get(input, "Range")) is { } range)
                {
                    Assert.Equal(json["range"]!.AsArray().Select(static b => b!.GetValue<double>()), [(double)Get(range, "Low")!, (double)Get(range, "High")!]);
                }
            }

            SameItems(manifest["interface"]!["outputs"]!, Items(call, "Outputs"), ("name", "Name"), ("dtype", "DType"), ("shape", "Shape"), ("kind", "Kind"));

            SameItems(
                manifest["layers"]!,
                Items(info, "Layers"),
                ("name", "Name"), ("accessor", "Accessor"), ("kind", "Kind"), ("parent", "Parent"), ("trainability", "Trainability"), ("reason", "Reason"), ("why", "Why"), ("parameters", "Parameters"), ("variables", "Variables"), ("stage", "Stage"), ("flops", "Flops"), ("activations", "Activations"));
            SameItems(
                manifest["variables"]!,
                Items(info, "Variables"),
                ("name", "Name"), ("checkpointKey", "CheckpointKey"), ("layer", "Layer"), ("role", "Role"), ("dtype", "DType"), ("shape", "Shape"), ("trainability", "Trainability"), ("reason", "Reason"));
            SameEvidence(manifest["trainability"]!, info);
            foreach (var (json, layer) in manifest["layers"]!.AsArray().Zip(Items(info, "Layers")))
            {
                SameEvidence(json!, layer);
            }

            foreach (var (json, variable) in manifest["variables"]!.AsArray().Zip(Items(info, "Variables")))
            {
                SameEvidence(json!, variable);
                if (SameOptional(json!["notions"], Get(variable, "Notions")) is { } notions)
                {
                    Same(json["notions"]!, notions, ("flag", "Flag"), ("listed", "Listed"), ("keras", "Keras"), ("captured", "Captured"));
                }
            }

            if (SameOptional(manifest["trainability"]!["engine"], Get(info, "Engine")) is { } engine)
            {
                Same(manifest["trainability"]!["engine"]!, engine, ("supported", "Supported"));
                SameItems(manifest["trainability"]!["engine"]!["missing"]!, Items(engine, "Missing"), ("op", "Op"), ("count", "Count"), ("layers", "Layers"));
            }

            if (SameOptional(manifest["trainability"]!["tensorFlowNet"], Get(info, "TensorFlowNet")) is { } net)
            {
                Same(manifest["trainability"]!["tensorFlowNet"]!, net, ("refusal", "Refusal"));
                SameItems(manifest["trainability"]!["tensorFlowNet"]!["missingGradients"]!, Items(net, "MissingGradients"), ("op", "Op"), ("count", "Count"), ("layers", "Layers"));
            }

            SameItems(manifest["aliases"] ?? new JsonArray(), Items(info, "Aliases"), ("accessor", "Accessor"), ("layer", "Layer"));
        });
    }

    private static void SameEvidence(JsonNode expected, object actual)
    {
        if (SameOptional(expected["evidence"], Get(actual, "Evidence")) is { } evidence)
        {
            Same(expected["evidence"]!, evidence, ("file", "File"), ("node", "Node"), ("op", "Op"));
        }
    }

    private static object? SameOptional(JsonNode? expected, object? actual)
    {
        Assert.Equal(expected is null, actual is null);
        return actual;
    }

    private static void WithInfo(string className, string path, string manifest, Action<object> check)
    {
        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), (path, manifest)).CompilesClean();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("generated", isCollectible: true);
        try
        {
            context.LoadFromAssemblyPath(CompilationFactory.FactsPath);
            var type = context.LoadFromStream(image).GetType(className, throwOnError: true)!;
            check(type.GetProperty("Info")!.GetValue(null)!);
        }
        finally
        {
            context.Unload();
        }
    }

    private static void SameItems(JsonNode expected, IReadOnlyList<object> actual, params (string Key, string Property)[] members)
    {
        var items = expected.AsArray();
        Assert.Equal(items.Count, actual.Count);
        for (var i = 0; i < items.Count; i++)
        {
            Same(items[i]!, actual[i], members);
        }
    }

    private static void Same(JsonNode expected, object actual, params (string Key, string Property)[] members)
    {
        foreach (var (key, property) in members)
        {
            Assert.Equal($"{key}={InWords(expected[key])}", $"{key}={InWords(Get(actual, property))}");
        }
    }

    private static string InWords(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray items => "[" + string.Join("|", items.Select(InWords)) + "]",
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True => "true",
            System.Text.Json.JsonValueKind.False => "false",
            _ => node.ToString(),
        },
    };

    // The manifest's words for the enums: conv2d is Conv2D, saved_model_2 SavedModel2.
    private static string InWords(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => text,
        Enum word => WordOf(word),
        IEnumerable items => "[" + string.Join("|", items.Cast<object>().Select(InWords)) + "]",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string WordOf(Enum value) => value.ToString() switch
    {
        "Conv2D" => "conv2d",
        "DepthwiseConv2D" => "depthwise_conv2d",
        "SavedModel2" => "saved_model_2",
        "Tf1Hub" => "tf1_hub",
        var name => string.Concat(name.Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString())),
    };

    private static List<object> Items(object owner, string property) => [.. ((IEnumerable)Get(owner, property)!).Cast<object>()];

    private static object? Get(object owner, string property) =>
        (owner.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance) ?? throw new MissingMemberException(owner.GetType().Name, property)).GetValue(owner);
}
