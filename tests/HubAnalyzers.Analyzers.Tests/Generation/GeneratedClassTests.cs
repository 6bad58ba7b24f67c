using System.IO;
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

    private static string Tiny() => ManifestText.Of(
        "tiny",
        ManifestText.Layer("tiny/Conv1", "Conv1"),
        ManifestText.Layer("tiny/block_1/bn", "Block1.Bn", "batch_norm", "batch_norm", "batch-norm-affine", "its statistics would drift"),
        ManifestText.Layer("tiny/block_1/expand", "Block1.Expand", "depthwise_conv2d"),
        ManifestText.Layer("tiny/logits", "Logits", "dense", "frozen", "unused-in-call", "no trace of __call__ uses it"));
}
