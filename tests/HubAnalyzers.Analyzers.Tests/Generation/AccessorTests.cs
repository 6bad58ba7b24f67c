using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Tests.Generation;

public sealed class AccessorTests
{
    [Fact]
    public void A_good_accessor_is_taken_as_it_stands()
    {
        var found = Accessors.Of(Layer("net/Conv1", "Conv1_f60def"), Layer("net/expanded_conv_16/expand", "ExpandedConv16.Expand"));

        Assert.Equal("Conv1_f60def", found["net/Conv1"]);
        Assert.Equal("ExpandedConv16.Expand", found["net/expanded_conv_16/expand"]);
    }

    [Theory]
    [InlineData("class", "Class")]
    [InlineData("record", "Record")]
    [InlineData("field", "Field")]
    [InlineData("1x1", "_1x1")]
    [InlineData("conv-1", "Conv1")]
    [InlineData("get_Conv", "GetConv")]
    [InlineData("a b\nc", "ABC")]
    [InlineData("größe", "größe")]
    [InlineData("名前", "名前")]
    [InlineData("a\u200db", "AB")]
    [InlineData("x\u3164y", "XY")]
    [InlineData("Block..Conv", "Block.Conv")]
    public void What_is_no_good_identifier_becomes_the_nearest(string accessor, string expected) =>
        Assert.Equal(expected, Assert.Single(Accessors.Of(Layer("net/a", accessor))).Value);

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    public void An_empty_accessor_gives_way_to_the_layer_s_name(string accessor) =>
        Assert.Equal("NetConv1", Assert.Single(Accessors.Of(Layer("net/conv_1", accessor))).Value);

    [Theory]
    [InlineData("Facts")]
    [InlineData("Layers")]
    [InlineData("Variables")]
    [InlineData("BatchNormPolicy")]
    [InlineData("Trainable")]
    [InlineData("Load")]
    [InlineData("GetLayer")]
    [InlineData("Call")]
    [InlineData("Export")]
    [InlineData("Dispose")]
    [InlineData("Handle")]
    [InlineData("Digest")]
    [InlineData("Verdict")]
    [InlineData("Info")]
    [InlineData("InfoHolder")]
    [InlineData("CreateKerasLayer")]
    [InlineData("Equals")]
    [InlineData("GetHashCode")]
    [InlineData("GetType")]
    [InlineData("ToString")]
    [InlineData("MemberwiseClone")]
    [InlineData("Finalize")]
    [InlineData("ReferenceEquals")]
    [InlineData("Net")]
    public void A_member_s_name_gets_a_hash_of_the_path(string name)
    {
        var found = Accessors.Of(Layer("net/a", name), Layer("net/b/c", name + "s.C"));

        Assert.Matches($"^{name}_[0-9a-f]{{6}}$", found["net/a"]);
    }

    [Fact]
    public void A_scope_with_a_member_s_name_gets_a_hash_for_all_its_layers()
    {
        var found = Accessors.Of(Layer("net/layers/a", "Layers.A"), Layer("net/layers/b", "Layers.B"));

        Assert.Matches("^Layers_[0-9a-f]{6}\\.A$", found["net/layers/a"]);
        Assert.Equal(found["net/layers/a"].Replace(".A", ".B", StringComparison.Ordinal), found["net/layers/b"]);
    }

    [Fact]
    public void Members_of_the_model_are_free_names_inside_a_scope()
    {
        var found = Accessors.Of(Layer("net/bert/layers/facts", "Bert.Layers.Facts"), Layer("net/bert/to_string", "Bert.ToString"), Layer("net/bert/_model", "Bert._model"));

        Assert.Equal("Bert.Layers.Facts", found["net/bert/layers/facts"]);
        Assert.Matches("^Bert\\.ToString_[0-9a-f]{6}$", found["net/bert/to_string"]);
        Assert.Matches("^Bert\\._model_[0-9a-f]{6}$", found["net/bert/_model"]);
    }

    [Fact]
    public void A_layer_that_is_also_a_scope_is_the_scope_s_Layer()
    {
        var found = Accessors.Of(Layer("net/block", "Block"), Layer("net/block/expand", "Block.Expand"));

        Assert.Equal("Block.Layer", found["net/block"]);
        Assert.Equal("Block.Expand", found["net/block/expand"]);
    }

    [Fact]
    public void Where_the_scope_has_a_Layer_of_its_own_that_one_keeps_its_name()
    {
        var asLayer = Accessors.Of(Layer("net/block", "Block"), Layer("net/block/layer", "Block.Layer"));
        var asScope = Accessors.Of(Layer("net/block/layer/x", "Block.Layer.X"), Layer("net/block", "Block"));

        Assert.Equal("Block.Layer", asLayer["net/block/layer"]);
        Assert.Equal("Block.Layer.X", asScope["net/block/layer/x"]);
        Assert.Matches("^Block\\.Layer_[0-9a-f]{6}$", asLayer["net/block"]);
        Assert.Equal(asLayer["net/block"], asScope["net/block"]);
    }

    [Fact]
    public void Layers_with_one_accessor_all_get_a_hash()
    {
        var found = Accessors.Of(Layer("net/a-b", "a-b"), Layer("net/a_b", "AB"), Layer("net/ab", "a.b"));

        Assert.Matches("^AB_[0-9a-f]{6}$", found["net/a-b"]);
        Assert.Matches("^AB_[0-9a-f]{6}$", found["net/a_b"]);
        Assert.NotEqual(found["net/a-b"], found["net/a_b"]);
    }

    [Fact]
    public void Names_that_differ_in_case_only_are_different_names()
    {
        var found = Accessors.Of(Layer("net/conv", "Conv"), Layer("net/CONV", "CONV"), Layer("net/conv_", "cONV.A"));

        Assert.Equal(["CONV", "Conv", "cONV.A"], found.Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_scope_s_class_gives_way_to_a_layer_of_that_name()
    {
        var found = Accessors.Of(
            Layer("net/foo/a", "Foo.A"), Layer("net/foo_scope", "FooScope"), Layer("net/foo/foo/a", "Foo.Foo.B"), Layer("net/foo/foo_scope", "Foo.FooScope"), Layer("net/net_scope/x", "FooScopeScope.X"));

        Assert.Equal("Foo.A", found["net/foo/a"]);
        Assert.Equal("FooScope", found["net/foo_scope"]);
        Assert.Equal("Foo.Foo.B", found["net/foo/foo/a"]);
        Assert.StartsWith("Foo.FooScope_", found["net/foo/foo_scope"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_takes_the_name_of_a_scope_s_class_renames_nothing_in_that_scope()
    {
        var before = Accessors.Of(Layer("net/foo/foo_scope", "Foo.FooScope"));

        var after = Accessors.Of(Layer("net/foo/foo_scope", "Foo.FooScope"), Layer("net/foo_scope", "FooScope"));

        Assert.Equal(before["net/foo/foo_scope"], after["net/foo/foo_scope"]);
    }

    [Fact]
    public void A_class_named_like_one_of_its_scopes_classes_compiles()
    {
        var found = Accessors.Of("block_scope.hubmodel.json", Layer("net/block/a", "Block.A"), Layer("net/x/block/a", "X.Block.A"));

        Assert.Equal(["Block.A", "X.Block.A"], found.Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_that_looks_like_another_one_s_hash_is_still_unique()
    {
        var hashed = Accessors.Of(Layer("net/a", "X"), Layer("net/b", "X"))["net/a"];

        var found = Accessors.Of(Layer("net/a", "X"), Layer("net/b", "X"), Layer("net/c", hashed));

        Assert.Equal(3, found.Values.Distinct().Count());
    }

    [Fact]
    public void Five_hundred_layers_with_one_accessor_are_all_reached()
    {
        var layers = Enumerable.Range(0, 500).Select(static i => Layer($"net/{i}", "X")).ToArray();

        var found = Accessors.Of(layers);

        Assert.Equal(500, found.Count);
        Assert.Equal(500, found.Values.Distinct().Count());
    }

    [Fact]
    public void Every_member_of_the_engine_s_class_is_a_name_that_no_layer_has()
    {
        var model = CompilationFactory.Create(HubReferences.Runtime).GetTypeByMetadataName("HubAnalyzers.Runtime.HubModel")!;

        var inherited = model.GetMembers().Concat(model.BaseType!.GetMembers())
            .Where(static m => m.CanBeReferencedByName && m.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            .Select(static m => m.Name).ToHashSet();

        Assert.Contains("Layers", inherited);
        Assert.Subset(AccessorNames.TakenInModel.ToHashSet(), inherited);
    }

    [Fact]
    public void A_layer_named_twice_has_one_property() =>
        Assert.Equal("A", Assert.Single(Accessors.Of(Layer("net/a", "A"), Layer("net/a", "B"))).Value);

    [Fact]
    public void Endless_names_and_depths_are_cut()
    {
        var found = Accessors.Of(
            Layer("net/long", new string('x', 5000)),
            Layer("net/long2", new string('x', 5001)),
            Layer("net/deep", string.Join('.', Enumerable.Repeat("Deep", 3000))));

        Assert.All(found.Values, static v => Assert.InRange(v.Length, 1, 500));
        Assert.Equal(3, found.Values.Distinct().Count());
    }

    [Theory]
    [InlineData("a\"); } } class Evil { } // ")]
    [InlineData("a\nb")]
    [InlineData("*/ --> ]]> </summary> \u2028 class Evil { }")]
    [InlineData("\u0085#error")]
    [InlineData("{0}\\u0022\0\u202e")]
    public void Text_of_strangers_stays_inside_its_literal_or_comment(string text)
    {
        var found = Accessors.Of(Layer(text, text), ManifestText.Layer("net/b", "Other", reason: text, why: text));

        Assert.Equal([text, "net/b"], found.Keys.OrderBy(k => k == "net/b"));
    }

    [Fact]
    public void Order_and_insertion_leave_the_names_alone()
    {
        JsonObject[] layers =
        [
            Layer("net/Conv1", "Conv1"), Layer("net/conv-1", "Conv1"), Layer("net/block", "Block"), Layer("net/block/expand", "Block.Expand"),
            Layer("net/block/layers/a", "Block.Layers.A"), Layer("net/load", "Load"), Layer("net/class", "class"), Layer("net/foo_scope", "FooScope"), Layer("net/foo/a", "Foo.A"),
        ];
        var before = Accessors.Of(layers);

        var reversed = Accessors.Of([.. layers.Reverse()]);
        var inserted = Accessors.Of([.. layers.Take(2), Layer("net/block/depthwise", "Block.Depthwise"), Layer("net/conv_1_", "Conv1"), .. layers.Skip(2)]);

        Assert.Equal(Sorted(before), Sorted(reversed));
        Assert.Equal(Sorted(before), Sorted(inserted).Where(p => before.ContainsKey(p.Key)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Sorted(Dictionary<string, string> names) => names.OrderBy(static p => p.Key, StringComparer.Ordinal);

    private static JsonObject Layer(string name, string accessor) => ManifestText.Layer(name, accessor);
}
