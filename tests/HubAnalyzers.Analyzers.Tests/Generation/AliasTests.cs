using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>Former accessors: obsolete properties that mean the same layer.</summary>
public sealed class AliasTests
{
    private static readonly JsonObject[] _layers =
    [
        ManifestText.Layer("net/Conv1", "Conv1"), ManifestText.Layer("net/block_1/expand", "Block1.Expand", "depthwise_conv2d"), ManifestText.Layer("net/block_1/bn", "Block1.Bn", "batch_norm"),
    ];

    [Fact]
    public void A_former_name_is_an_obsolete_property_of_the_same_type_that_names_the_new_one()
    {
        var alias = Assert.Single(Aliases(("Conv1_f60def", "net/Conv1")));

        Assert.Equal("Conv1_f60def", alias.Key);
        Assert.Equal("ConvLayer", alias.Value.Type.Name);
        Assert.Equal("net/Conv1", Argument(alias.Value, "HubLayerAttribute"));
        Assert.Equal("The layer is Conv1 now.", Argument(alias.Value, "ObsoleteAttribute"));
        Assert.Contains(alias.Value.GetAttributes(), static a => a.AttributeClass!.Name == "EditorBrowsableAttribute");
    }

    [Fact]
    public void A_former_name_may_be_in_a_scope_that_is_there_or_in_one_that_has_gone()
    {
        var aliases = Aliases(("Block1.ExpandConv", "net/block_1/expand"), ("Block1.Old.Deep.Bn", "net/block_1/bn"), ("Stem.Conv", "net/Conv1"), ("Stem.Conv2", "net/Conv1"));

        Assert.Equal(["Block1.ExpandConv", "Block1.Old.Deep.Bn", "Stem.Conv", "Stem.Conv2"], aliases.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("The layer is Block1.Bn now.", Argument(aliases["Block1.Old.Deep.Bn"], "ObsoleteAttribute"));
    }

    [Theory]
    [InlineData("Block1.Bn", "net/block_1/expand")]
    [InlineData("Block1", "net/Conv1")]
    [InlineData("Conv1.Kernel", "net/Conv1")]
    [InlineData("Conv1", "net/Conv1")]
    [InlineData("Block1Scope", "net/Conv1")]
    [InlineData("Block1.Block1Scope", "net/block_1/bn")]
    [InlineData("Layers", "net/Conv1")]
    [InlineData("Block1.ToString", "net/Conv1")]
    [InlineData("Net", "net/Conv1")]
    [InlineData("Gone", "net/no_such_layer")]
    public void A_former_name_that_means_nothing_or_is_taken_is_left_out_and_renames_nothing(string accessor, string layer) => Assert.Empty(Aliases((accessor, layer)));

    [Fact]
    public void A_former_name_of_two_layers_is_left_out() =>
        Assert.Equal(["Other"], Aliases(("Old", "net/Conv1"), ("Old", "net/block_1/bn"), ("Other", "net/Conv1"), ("Other", "net/Conv1")).Keys);

    [Fact]
    public void Text_of_strangers_in_a_former_name_does_no_harm() =>
        Assert.Equal(
            ["AClassBEvil", "Class", "NetConv1"],
            Aliases(("a\"); } } class b { } // evil", "net/Conv1"), ("class", "net/Conv1"), ("", "net/Conv1"), (new string('.', 5000), "net/Conv1")).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Use_of_a_former_name_is_a_warning_that_says_the_new_one()
    {
        const string Program = "static class Program { static void Main() { using var model = App.HubModels.Net.Load(); model.Old.Trainable = true; model.Block1.Expand.Trainable = true; } }";

        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime, sources: Program), ("net.hubmodel.json", Manifest([("Old", "net/Conv1")])));

        var warning = Assert.Single(run.Output.GetDiagnostics(), static d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal("CS0618", warning.Id);
        Assert.Contains("The layer is Conv1 now.", warning.GetMessage(null), StringComparison.Ordinal);
    }

    private static Dictionary<string, IPropertySymbol> Aliases(params (string Accessor, string Layer)[] aliases)
    {
        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime), ("net.hubmodel.json", Manifest(aliases))).CompilesClean();
        var found = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        Collect(run.Output.Assembly.GetTypeByMetadataName("App.HubModels.Net")!, "");
        return found;

        void Collect(INamedTypeSymbol type, string prefix)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(static p => !p.IsStatic))
            {
                var attributes = property.GetAttributes().Select(static a => a.AttributeClass!.Name).ToHashSet();
                if (attributes.Contains("ObsoleteAttribute"))
                {
                    found.Add(prefix + property.Name, property);
                }
                else if (!attributes.Contains("HubLayerAttribute"))
                {
                    Collect((INamedTypeSymbol)property.Type, prefix + property.Name + ".");
                }
            }
        }
    }

    private static string Manifest((string Accessor, string Layer)[] aliases)
    {
        var manifest = ManifestText.Json("net", _layers);
        manifest["aliases"] = new JsonArray([.. aliases.Select(static a => new JsonObject { ["accessor"] = a.Accessor, ["layer"] = a.Layer })]);
        return manifest.ToJsonString();
    }

    private static string Argument(IPropertySymbol property, string attribute) =>
        (string)property.GetAttributes().Single(a => a.AttributeClass!.Name == attribute).ConstructorArguments[0].Value!;
}
