using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Tests.Generation;

public sealed class GeneratorTests
{
    private static readonly string _good = ManifestText.Of("net", ManifestText.Layer("net/a", "A"));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"schemaVersion\": 1 }")]
    [InlineData("{ \"schemaVersion\": 2 }")]
    public void A_manifest_that_cannot_be_read_gives_nothing_and_harms_no_other(string text)
    {
        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), ("bad.hubmodel.json", text), ("good.hubmodel.json", _good)).CompilesClean();

        Assert.Equal(["App.HubModels.Good.g.cs"], run.HintNames);
    }

    [Fact]
    public void Without_the_facts_nothing_is_generated() =>
        Assert.Empty(GeneratorRun.Of(CompilationFactory.Create(HubReferences.None), ("net.hubmodel.json", _good)).CompilesClean().HintNames);

    [Fact]
    public void A_type_that_only_has_the_name_of_the_facts_does_not_count()
    {
        var compilation = CompilationFactory.Create(HubReferences.None, sources: ["namespace HubAnalyzers { internal class HubModelInfo { } }"]);

        Assert.Empty(GeneratorRun.Of(compilation, ("net.hubmodel.json", _good)).HintNames);
    }

    [Fact]
    public void Other_additional_files_are_left_alone() =>
        Assert.Empty(GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), ("net.json", _good), ("stylecop.json", "{")).HintNames);

    [Fact]
    public void Of_manifests_for_one_class_the_first_by_path_wins_whatever_their_order()
    {
        (string, string)[] files = [("b/net.hubmodel.json", _good.Replace("\"net\"", "\"second\"", StringComparison.Ordinal)), ("a/net.hubmodel.json", _good), ("c/other.hubmodel.json", _good)];

        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), files).CompilesClean();
        var turned = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), [.. files.Reverse()]).CompilesClean();

        Assert.Equal(["App.HubModels.Net.g.cs", "App.HubModels.Other.g.cs"], run.HintNames.Order(StringComparer.Ordinal));
        Assert.Equal(run.HintNames.Order(StringComparer.Ordinal), turned.HintNames.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(run.Result.GeneratedSources, static s => s.SourceText.ToString().Contains("\"second\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_whose_names_differ_in_case_are_both_there_in_files_whose_names_differ_in_more()
    {
        (string, string)[] files = [("mobilenet_v2.hubmodel.json", _good), ("mobilenetv2.hubmodel.json", _good), ("MOBILENETV2.hubmodel.json", _good)];

        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime), files).CompilesClean();

        Assert.Equal(["App.HubModels.MOBILENETV2.g.cs", "App.HubModels.MobilenetV2.2.g.cs", "App.HubModels.Mobilenetv2.3.g.cs"], run.HintNames);
        Assert.All(["MOBILENETV2", "MobilenetV2", "Mobilenetv2"], name => Assert.NotNull(run.Output.Assembly.GetTypeByMetadataName("App.HubModels." + name)));
    }

    [Fact]
    public void One_manifest_given_twice_is_one_class() =>
        Assert.Single(GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts), ("net.hubmodel.json", _good), ("net.hubmodel.json", _good)).CompilesClean().HintNames);

    [Theory]
    [InlineData("mobilenet_v2.hubmodel.json", "MobilenetV2")]
    [InlineData("C:\\models\\my-net.HubModel.json", "MyNet")]
    [InlineData("/models/bert.base.v3.hubmodel.json", "BertBaseV3")]
    [InlineData("1st.hubmodel.json", "_1st")]
    [InlineData("class.hubmodel.json", "Class")]
    [InlineData("load.hubmodel.json", "LoadModel")]
    [InlineData("info.hubmodel.json", "InfoModel")]
    [InlineData("to_string.hubmodel.json", "ToString")]
    [InlineData("hub_analyzers.hubmodel.json", "HubAnalyzers")]
    [InlineData("system.hubmodel.json", "System")]
    [InlineData("hub_model.hubmodel.json", "HubModel")]
    [InlineData("a\ud800b.hubmodel.json", "AB")]
    public void The_file_names_the_class(string path, string expected)
    {
        foreach (var references in new[] { HubReferences.Facts, HubReferences.Runtime })
        {
            Assert.Equal([$"App.HubModels.{expected}.g.cs"], GeneratorRun.Of(CompilationFactory.Create(references), (path, _good)).CompilesClean().HintNames);
        }
    }

    [Theory]
    [InlineData("App", null, "App.HubModels")]
    [InlineData("App.Core", "", "App.Core.HubModels")]
    [InlineData("App", "Models.Of.Mine", "Models.Of.Mine")]
    [InlineData("my-app.1st", null, "my_app._1st.HubModels")]
    [InlineData("App.class.new", null, "App.class.new.HubModels")]
    [InlineData("HubAnalyzers.Samples", null, "HubAnalyzers.Samples.HubModels")]
    [InlineData("", null, "HubModels")]
    [InlineData(null, null, "HubModels")]
    [InlineData(null, " . ", "HubModels")]
    public void The_project_names_the_namespace(string? root, string? asked, string expected)
    {
        var properties = new Dictionary<string, string>();
        if (root is not null)
        {
            properties["RootNamespace"] = root;
        }

        if (asked is not null)
        {
            properties["HubModelNamespace"] = asked;
        }

        foreach (var references in new[] { HubReferences.Facts, HubReferences.Runtime })
        {
            var run = GeneratorRun.Of(CompilationFactory.Create(references), new TestOptionsProvider(properties), ("net.hubmodel.json", _good)).CompilesClean();
            Assert.Equal([expected + ".Net.g.cs"], run.HintNames);
            Assert.NotNull(run.Output.Assembly.GetTypeByMetadataName(expected + ".Net"));
        }
    }

    [Theory]
    [InlineData("Backbone", "Backbone")]
    [InlineData("my_net", "my_net")]
    [InlineData("my net", "MyNet")]
    [InlineData("class", "Class")]
    [InlineData("Load", "LoadModel")]
    [InlineData("", "Net")]
    public void An_item_s_ClassName_comes_before_the_file_s(string asked, string expected)
    {
        var options = new TestOptionsProvider(
            new Dictionary<string, string> { ["RootNamespace"] = "App" },
            new Dictionary<string, IReadOnlyDictionary<string, string>> { ["net.hubmodel.json"] = new Dictionary<string, string> { ["HubModelClassName"] = asked } });

        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime), options, ("net.hubmodel.json", _good)).CompilesClean();

        Assert.Equal([$"App.HubModels.{expected}.g.cs"], run.HintNames);
    }

    [Fact]
    public void The_facts_serve_the_language_of_old_frameworks_too() =>
        Assert.DoesNotContain("#nullable", GeneratorRun.Of(CompilationFactory.Create(HubReferences.Facts, LanguageVersion.CSharp7_3), ("net.hubmodel.json", _good)).CompilesClean().Text, StringComparison.Ordinal);

    [Fact]
    public void A_user_s_code_loads_the_model_and_reaches_a_layer()
    {
        const string Program = """
            using App.HubModels;
            using HubAnalyzers;
            using HubAnalyzers.Runtime;
            internal static class Program
            {
                public const TrainabilityVerdict Verdict = Net.Verdict;
                public static void Main()
                {
                    using Net model = Net.Load(new HubLoadOptions { Path = Net.Handle });
                    model.Block1.Expand.Trainable = true;
                    DepthwiseConvLayer layer = model.Block1.Expand;
                    HubModelInfo info = Net.Info;
                    HubModel any = HubModel.Load("net");
                }
            }
            """;
        var manifest = ManifestText.Of("net", ManifestText.Layer("net/block_1/expand", "Block1.Expand", "depthwise_conv2d"));

        GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime, sources: Program), ("net.hubmodel.json", manifest)).CompilesClean();
    }

    [Fact]
    public void The_text_has_unix_line_ends_and_no_trailing_space()
    {
        var text = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime), ("net.hubmodel.json", _good)).Text;

        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }
}
