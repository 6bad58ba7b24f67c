using System;
using System.IO;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Tests.Generation;

public sealed class GeneratedClassTests
{
    private const string Path = "models/tiny_net.hubmodel.json";

    [Theory]
    [InlineData(HubReferences.Facts)]
    [InlineData(HubReferences.Runtime)]
    public void A_small_manifest_gives_this_class(HubReferences references)
    {
        var run = GeneratorRun.Of(CompilationFactory.Create(references), (Path, Tiny())).CompilesClean();

        Assert.Equal(["App.HubModels.TinyNet.g.cs"], run.HintNames);
        Snapshot.Match(run.Text.Replace("\"HubAnalyzers\", \"0.1.0\"", "\"HubAnalyzers\", \"VERSION\""), references.ToString());
    }

    [Theory]
    [CombinatorialTiers]
    public void The_carried_model_gives_code_without_a_warning(HubReferences references, LanguageVersion version, NullableContextOptions nullable)
    {
        var manifest = File.ReadAllText(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"));

        GeneratorRun.Of(CompilationFactory.Create(references, version, nullable), ("shapes_mobilenet.hubmodel.json", manifest)).CompilesClean();
    }

    [Theory]
    [InlineData("https://tfhub.dev/acme/net/1", "<see href=\"https://tfhub.dev/acme/net/1\">")]
    [InlineData("https://acme.example/?a=1&b=<c>", "<see href=\"https://acme.example/?a=1&amp;b=%3Cc%3E\">")]
    [InlineData("https://acme.example/\"/><evil/>", "<see href=\"https://acme.example/%22/%3E%3Cevil/%3E\">")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/models/net", null)]
    [InlineData("", null)]
    public void The_model_s_page_is_a_link_where_it_is_a_web_page(string page, string? expected)
    {
        var manifest = ManifestText.Json("net", []);
        manifest["model"]!["page"] = page;

        var text = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), ("net.hubmodel.json", manifest.ToJsonString())).CompilesClean().Text;

        if (expected is null)
        {
            Assert.DoesNotContain("href", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("trainable", true)]
    [InlineData("frozen", false)]
    public void A_layer_that_can_train_says_what_an_example_keeps(string trainability, bool isSaid)
    {
        var manifest = ManifestText.Json("net", [ManifestText.Layer("net/a", "A", trainability: trainability)]);
        manifest["layers"]![0]!["activations"] = 1024;

        var text = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime), ("net.hubmodel.json", manifest.ToJsonString())).CompilesClean().Text;

        Assert.Equal(isSaid, text.Contains(", and for each example at most 4 KiB of activations from here to the output.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("float32", "[2, 3]", "; 24 bytes of weights, 48 bytes more for Adam's moments in training.")]
    [InlineData("float16", "[512]", "; 1 KiB of weights, 2 KiB more for Adam's moments in training.")]
    [InlineData("float32", "[30522, 768]", "; 89.4 MiB of weights, 178.8 MiB more for Adam's moments in training.")]
    [InlineData("float32", "[]", "; 4 bytes of weights, 8 bytes more for Adam's moments in training.")]
    [InlineData("float32", "[0]", ".")]
    [InlineData("float32", "[-1, 3]", ".")]
    [InlineData("string", "[2]", ".")]
    [InlineData("float32", "[9223372036854775807, 9223372036854775807, 9223372036854775807]", ".")]
    [InlineData("float64", "[1152921504606846975]", ".")]
    public void A_layer_s_documentation_says_what_it_takes_of_memory(string dtype, string shape, string expected)
    {
        var manifest = ManifestText.Json("net", [ManifestText.Layer("net/a", "A")]);
        manifest["variables"]![0]!["dtype"] = dtype;
        manifest["variables"]![0]!["shape"] = JsonNode.Parse(shape);

        var text = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime), ("net.hubmodel.json", manifest.ToJsonString())).CompilesClean().Text;

        Assert.Contains("/// Convolution, 6 parameters" + expected + "\n", text, StringComparison.Ordinal);
    }

    private static string Tiny()
    {
        var manifest = ManifestText.Json(
            "https://tfhub.dev/acme/tiny/1",
            [
                ManifestText.Layer("tiny/Conv1", "Conv1"),
                ManifestText.Layer("tiny/block_1/bn", "Block1.Bn", "batch_norm", "batch_norm", "batch-norm-affine", "its statistics would drift"),
                ManifestText.Layer("tiny/block_1/expand", "Block1.Expand", "depthwise_conv2d"),
                ManifestText.Layer("tiny/logits", "Logits", "dense", "frozen", "unused-in-call", "no trace of __call__ uses it"),
            ]);
        manifest["model"]!["page"] = "https://tfhub.dev/acme/tiny/1";
        manifest["layers"]![0]!["stage"] = 0;
        manifest["aliases"] = new JsonArray(new JsonObject { ["accessor"] = "Block1.ExpandConv", ["layer"] = "tiny/block_1/expand" });
        return manifest.ToJsonString();
    }
}
