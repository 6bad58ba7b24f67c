using System;
using System.Linq;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>What a project with TensorFlow.NET gets: a factory of its Hub layer that can only be asked for what can hold.</summary>
public sealed class KerasLayerFactoryTests
{
    [Theory]
    [CombinatorialTiers]
    public void Every_kind_of_model_compiles_clean(HubReferences references, LanguageVersion version, NullableContextOptions nullable)
    {
        foreach (var (verdict, refusal) in new[] { ("full", null), ("partial", null), ("none", null), ("unknown", null), ("none", "tf1-hub-format"), ("full", "regularization-losses") })
        {
            Run("static class Program { }", Manifest(verdict, refusal), references, version, nullable).CompilesClean();
        }
    }

    [Theory]
    [InlineData("full")]
    [InlineData("partial")]
    [InlineData("unknown")]
    public void A_model_that_may_train_has_the_switch(string verdict) => Assert.Empty(Errors(
        Manifest(verdict),
        "var a = Net.CreateKerasLayer(); var b = Net.CreateKerasLayer(true); var c = Net.CreateKerasLayer(trainable: false, path: \"models/net\"); Tensorflow.Hub.KerasLayer d = a;"));

    [Fact]
    public void A_model_that_cannot_train_has_no_switch()
    {
        Assert.Empty(Errors(Manifest("none"), "var a = Net.CreateKerasLayer(); var b = Net.CreateKerasLayer(path: \"models/net\");"));
        Assert.Equal("CS1739", Assert.Single(Errors(Manifest("none"), "Net.CreateKerasLayer(trainable: true);")).Id);
        Assert.Equal("CS1503", Assert.Single(Errors(Manifest("none"), "Net.CreateKerasLayer(true);")).Id);
    }

    [Theory]
    [InlineData("regularization-losses", "it lists regularization losses, which its Hub layer does not implement")]
    [InlineData("tf1-hub-format", "it is in the TF1 Hub format")]
    [InlineData("tf1-saved-model", "without an object graph")]
    [InlineData("signature-only", "it offers only signatures")]
    public void A_model_that_TensorFlow_NET_refuses_is_refused_by_the_compiler_which_says_why(string refusal, string why)
    {
        var error = Assert.Single(Errors(Manifest("full", refusal), "Net.CreateKerasLayer(trainable: true);"));

        Assert.Equal("CS0619", error.Id);
        Assert.Contains($"HUB0015: TensorFlow.NET's KerasLayer cannot load 'net'", error.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains(why, error.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains($"({refusal})", error.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format", "tf1_hub", "tf1-hub-format")]
    [InlineData("format", "saved_model_1", "tf1-saved-model")]
    [InlineData("losses", "", "regularization-losses")]
    public void A_manifest_that_says_nothing_of_TensorFlow_NET_is_judged_by_what_it_says(string what, string format, string refusal)
    {
        var manifest = Manifest("full");
        if (what == "format")
        {
            manifest["model"]!["format"] = format;
        }
        else
        {
            manifest["interface"]!["hasRegularizationLosses"] = true;
        }

        Assert.Contains($"({refusal})", Assert.Single(Errors(manifest, "Net.CreateKerasLayer();")).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_switch_s_documentation_names_the_gradients_that_are_missing()
    {
        var manifest = Manifest("full");
        manifest["trainability"]!["tensorFlowNet"]!["missingGradients"] = new JsonArray(new JsonObject { ["op"] = "Relu6", ["count"] = 35, ["layers"] = new JsonArray("net/conv") });

        var text = Run("static class Program { }", manifest).Text;

        Assert.Contains("Training fails: TensorFlow.NET has no gradient for Relu6.</param>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_TensorFlow_NET_there_is_no_factory() =>
        Assert.DoesNotContain("KerasLayer", GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), ("net.hubmodel.json", Manifest("full").ToJsonString())).CompilesClean().Text, StringComparison.Ordinal);

    [Fact]
    public void Another_type_of_that_name_is_not_taken_for_TensorFlow_NET_s()
    {
        var other = CSharpCompilation.Create("Other", [CSharpSyntaxTree.ParseText("namespace Tensorflow.Hub { public class KerasLayer { public KerasLayer(int units) { } } }")], CompilationFactory.ReferencesFor(HubReferences.None));
        var compilation = CompilationFactory.Create(HubReferences.Facts).AddReferences(other.ToMetadataReference());

        Assert.DoesNotContain("KerasLayer", GeneratorRun.Of(compilation, ("net.hubmodel.json", Manifest("full").ToJsonString())).CompilesClean().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_found_in_a_project_of_the_same_solution_and_not_behind_an_extern_alias(bool isAliased)
    {
        var stub = CSharpCompilation.Create(
            "Hub",
            [CSharpSyntaxTree.ParseText("namespace Tensorflow.Hub { public class KerasLayer { public KerasLayer(string handle, bool trainable = false, object load_options = null) { } } }")],
            CompilationFactory.ReferencesFor(HubReferences.None));
        var reference = stub.ToMetadataReference(isAliased ? ["tf"] : default);

        var text = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts).AddReferences(reference), ("net.hubmodel.json", Manifest("full").ToJsonString())).CompilesClean().Text;

        Assert.Equal(!isAliased, text.Contains("CreateKerasLayer", StringComparison.Ordinal));
    }

    private static JsonObject Manifest(string verdict, string? refusal = null)
    {
        var manifest = ManifestText.Json("net", [ManifestText.Layer("net/conv", "Conv")]);
        manifest["trainability"]!["verdict"] = verdict;
        manifest["trainability"]!["tensorFlowNet"] = new JsonObject { ["missingGradients"] = new JsonArray(), ["refusal"] = refusal };
        return manifest;
    }

    private static GeneratorRun Run(
        string source,
        JsonObject manifest,
        HubReferences references = HubReferences.Facts,
        LanguageVersion version = LanguageVersion.Latest,
        NullableContextOptions nullable = NullableContextOptions.Enable) =>
        GeneratorRun.Of(CompilationFactory.Create(references, version, nullable, source).AddReferences(StubLibraries.TensorFlowNet), ("net.hubmodel.json", manifest.ToJsonString()));

    private static Diagnostic[] Errors(JsonObject manifest, string body) =>
        [.. Run($"using App.HubModels; static class Program {{ static void Main() {{ {body} }} }}", manifest).Output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error)];
}
