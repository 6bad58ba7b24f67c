using System;
using System.Linq;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class WhyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("shapes_mobilenet/bn_Conv1")]
    [InlineData("BnConv1")]
    [InlineData("shapes_mobilenet/bn_Conv1/moving_mean")]
    public void A_layer_is_found_by_its_name_its_accessor_and_its_variables(string asked)
    {
        var output = ToolRun.Of("why", CarriedModel.Folder, asked).Done();
        Assert.Contains("layer           shapes_mobilenet/bn_Conv1 (batch_norm), 64 parameters", output, StringComparison.Ordinal);
        Assert.Contains(ReasonCodes.Sentence(ReasonCodes.BatchNormAffine), output, StringComparison.Ordinal);
        Assert.Contains(ReasonCodes.Sentence(ReasonCodes.BatchNormStatistics), output, StringComparison.Ordinal);
        Assert.Contains("seen in saved_model.pb: object_graph.nodes[", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_begins_in_the_same_column() =>
        Assert.All(
            ToolRun.Of("why", CarriedModel.Folder, "BnConv1").Done().Split('\n').Where(static line => line.Length > 0),
            static line => Assert.True(line[15] == ' ' && line[16] != ' ', line));

    [Fact]
    public void The_manifest_answers_as_the_bytes_do()
    {
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path).Done();
        Assert.Equal(
            ToolRun.Of("why", CarriedModel.Folder, "BnConv1").Done(),
            ToolRun.Of("why", _folder.File("shapes_mobilenet.hubmodel.json"), "BnConv1").Done());
    }

    [Fact]
    public void Where_notions_of_trainable_disagree_all_are_named_and_the_one_that_decides()
    {
        var model = Manifests.Changed(static m => m["variables"]![0]!["notions"] = new JsonObject { ["flag"] = true, ["listed"] = false, ["keras"] = null, ["captured"] = true });
        var manifest = Manifests.Save(model, _folder.File("a.hubmodel.json"));
        Assert.Contains(
            "trainable by flag yes, Keras layer unknown, captured by the call yes, by the publisher's list no: the list decides, and the others disagree with it",
            ToolRun.Of("why", manifest, model.Layers[0].Name).Done(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("hub-v1-mini-train", "a", "by the publisher's list yes: the format decides")]
    [InlineData("java-python-funcs", "Variable", "by the publisher's list unknown: that it cannot be called decides")]
    [InlineData("yamnet-tf23", "dense", "by the publisher's list unknown: that there is no list decides")]
    public void Where_the_list_does_not_decide_what_does_is_named(string model, string layer, string decider) =>
        Assert.Contains(decider, ToolRun.Of("why", SharedModels.Require(model), layer).Done(), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_layer_is_answered_with_the_nearest_names() =>
        Assert.Contains(
            "it has no layer 'shapes_mobilenet/Conv2'; did you mean 'shapes_mobilenet/Conv1', ",
            ToolRun.Of("why", CarriedModel.Folder, "shapes_mobilenet/Conv2").Failed(ExitCodes.BadInput), StringComparison.Ordinal);

    [Fact]
    public void Answers_keep_to_80_columns() =>
        Assert.All(ToolRun.OnTerminal("why", CarriedModel.Folder, "BnConv1").Done().Split('\n'), static line => Assert.True(line.Length <= 80, line));
}
