using System;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Differences;

public sealed class ModelDiffTests : IDisposable
{
    private const string Conv = "shapes_mobilenet/expanded_conv_3/expand";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_does_not_differ_from_itself()
    {
        var diff = ModelDiff.Between(Manifests.Carried, Manifests.Carried);
        Assert.True(diff.IsEmpty);
        Assert.Empty(diff.Aliases());
    }

    [Fact]
    public void Other_weights_are_a_difference_of_bytes_only()
    {
        var diff = ModelDiff.Between(Manifests.Carried, Manifests.Changed(static m => m["source"]!["digest"] = "sha256:" + new string('0', 64)));
        Assert.Equal((false, true, false), (diff.IsEmpty, diff.SameFacts, diff.SameBytes));
    }

    [Fact]
    public void A_layer_of_the_same_kind_and_shapes_in_the_same_place_was_renamed()
    {
        var diff = ModelDiff.Between(Manifests.Carried, Manifests.Changed(static m => m.Rename(Conv, "shapes_mobilenet/block_3/widen", "Block3.Widen")));
        var rename = Assert.Single(diff.Renamed);
        Assert.Equal((Conv, "shapes_mobilenet/block_3/widen"), (rename.From.Name, rename.To.Name));
        Assert.Empty(diff.Added);
        Assert.Empty(diff.Removed);
        Assert.Equal([("ExpandedConv3.Expand", "shapes_mobilenet/block_3/widen")], diff.Aliases().Select(static a => (a.Accessor, a.Layer)));
    }

    [Fact]
    public void All_layers_under_another_root_were_renamed_each_to_its_own()
    {
        var newer = Manifests.Changed(static m =>
        {
            foreach (var name in m["layers"]!.AsArray().Select(static l => (string)l!["name"]!).ToList())
            {
                m.Rename(name, name.Replace("shapes_mobilenet", "net", StringComparison.Ordinal), (string)m.Layer(name)["accessor"]!);
            }
        });
        var diff = ModelDiff.Between(Manifests.Carried, newer);
        Assert.Equal(newer.Layers.Select(static l => (l.Name.Replace("net/", "shapes_mobilenet/", StringComparison.Ordinal), l.Name)), diff.Renamed.Select(static r => (r.From.Name, r.To.Name)));
        Assert.Empty(diff.Aliases());
    }

    [Fact]
    public void A_layer_of_other_shapes_was_not_renamed_but_replaced()
    {
        var diff = ModelDiff.Between(Manifests.Carried, Manifests.Changed(static m =>
        {
            m.Rename(Conv, "shapes_mobilenet/other", "Other");
            m["variables"]!.AsArray().First(static v => (string?)v!["layer"] == "shapes_mobilenet/other")!["shape"]![3] = 7;
        }));
        Assert.Equal((Conv, "shapes_mobilenet/other"), (Assert.Single(diff.Removed).Name, Assert.Single(diff.Added).Name));
        Assert.Empty(diff.Renamed);
        Assert.Empty(diff.Aliases());
    }

    [Fact]
    public void A_layer_that_moved_past_others_was_not_renamed()
    {
        var diff = ModelDiff.Between(Manifests.Carried, Manifests.Changed(static m =>
        {
            m.Rename(Conv, "shapes_mobilenet/elsewhere", "Elsewhere");
            var layers = m["layers"]!.AsArray();
            var layer = m.Layer("shapes_mobilenet/elsewhere");
            layers.Remove(layer);
            layers.Insert(0, layer);
        }));
        Assert.Empty(diff.Renamed);
    }

    [Fact]
    public void A_frozen_layer_is_told_from_an_unfrozen_one_with_its_reason()
    {
        var newer = Manifests.Changed(static m =>
        {
            m.Layer(Conv)["trainability"] = "frozen";
            m.Layer(Conv)["reason"] = ReasonCodes.WithheldByPublisher;
        });
        var run = Diff(Manifests.Carried, newer);
        Assert.Equal(ExitCodes.AnswerIsNo, run.ExitCode);
        Assert.Contains($"refrozen {Conv}: trainable (trainable) before, frozen now", run.Output, StringComparison.Ordinal);
        Assert.Contains($"unfrozen {Conv}: frozen (withheld-by-publisher) before, trainable now", Diff(newer, Manifests.Carried).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_says_no_where_anything_changed_and_yes_where_nothing_did()
    {
        Assert.Equal(ExitCodes.Done, Diff(Manifests.Carried, Manifests.Carried).ExitCode);
        var newer = Manifests.Changed(static m =>
        {
            m["trainability"]!["verdict"] = "none";
            m["interface"]!["inputs"]![0]!["shape"]![1] = 96;
            m.Rename(Conv, "shapes_mobilenet/renamed", "Renamed");
        });
        var run = Diff(Manifests.Carried, newer);
        Assert.Equal((ExitCodes.AnswerIsNo, ""), (run.ExitCode, run.Error));
        Assert.Contains("verdict  partial before, none now", run.Output, StringComparison.Ordinal);
        Assert.Contains("inputs: inputs float32[?, 48, 48, 3] before, inputs float32[?, 96, 48, 3] now", run.Output, StringComparison.Ordinal);
        Assert.Contains($"renamed  {Conv} is now shapes_mobilenet/renamed", run.Output, StringComparison.Ordinal);

        var json = ToolRun.Of("diff", _folder.File("a.hubmodel.json"), _folder.File("b.hubmodel.json"), "--format", "json");
        Assert.Equal((ExitCodes.AnswerIsNo, ""), (json.ExitCode, json.Error));
        using var document = System.Text.Json.JsonDocument.Parse(json.Output);
        Assert.Equal("shapes_mobilenet/renamed", document.RootElement.GetProperty("renamed")[0].GetProperty("to").GetString());
    }

    [Fact]
    public void A_model_is_compared_with_its_manifest()
    {
        var manifest = Manifests.Save(Manifests.Carried, _folder.File("a.hubmodel.json"));
        Assert.Contains("the same bytes", ToolRun.Of("diff", manifest, CarriedModel.Folder).Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_onto_an_older_manifest_keeps_its_accessors_as_aliases_and_a_second_add_keeps_them_too()
    {
        var path = _folder.File("shapes_mobilenet.hubmodel.json");
        var older = Manifests.Changed(static m => m.Rename(Conv, "shapes_mobilenet/old_name", "OldName"));
        Manifests.Save(older.With(false, [new HubAliasInfo("EvenOlder", "shapes_mobilenet/old_name"), new HubAliasInfo("Gone", "shapes_mobilenet/not_there")]), path);
        for (var i = 0; i < 2; i++)
        {
            Assert.Contains("2 former accessors", ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path).Done(), StringComparison.Ordinal);
            var written = ManifestFile.Read(path);
            Assert.Equal([("EvenOlder", Conv), ("OldName", Conv)], written.Aliases.Select(static a => (a.Accessor, a.Layer)));
            Assert.False(written.PublisherFlag);
        }

        Assert.Contains(Conv, ToolRun.Of("why", path, "OldName").Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_never_takes_a_name_that_a_layer_or_a_scope_has()
    {
        var older = Manifests.Changed(static m => m.Rename(Conv, "shapes_mobilenet/x", "ExpandedConv3"));
        Assert.Empty(ModelDiff.Between(older, Manifests.Carried).Aliases());
    }

    [Fact]
    public void Add_writes_over_a_manifest_that_cannot_be_read()
    {
        var path = _folder.File("shapes_mobilenet.hubmodel.json");
        File.WriteAllText(path, "{");
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path).Done();
        Assert.Empty(ManifestFile.Read(path).Aliases);
    }

    [Fact]
    public void Past_millions_of_pairs_the_order_alone_decides()
    {
        static HubModelInfo Model(string prefix) => Manifests.Changed(m =>
        {
            var layers = m["layers"]!.AsArray();
            var one = m.Layer(Conv);
            layers.Clear();
            for (var i = 0; i < 2500; i++)
            {
                var layer = one.DeepClone();
                layer["name"] = prefix + i;
                layer["accessor"] = prefix + i;
                layers.Add(layer);
            }
        });
        Assert.All(ModelDiff.Between(Model("a"), Model("b")).Renamed, static r => Assert.Equal(r.From.Name[1..], r.To.Name[1..]));
    }

    private ToolRun Diff(HubModelInfo older, HubModelInfo newer) =>
        ToolRun.Of("diff", Manifests.Save(older, _folder.File("a.hubmodel.json")), Manifests.Save(newer, _folder.File("b.hubmodel.json")));
}
