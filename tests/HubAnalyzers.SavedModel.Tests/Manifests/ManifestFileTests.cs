using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Manifests;

public sealed class ManifestFileTests
{
    private static HubModelInfo Everything => new(
        "https://tfhub.dev/google/net/1", "net", "google", "1", HubModelFormat.SavedModel2, "2.8.2",
        "sha256:" + new string('a', 64),
        [new HubFileInfo("saved_model.pb", 7, new string('b', 64))],
        new HubInterfaceInfo(
            [new HubTensorInfo("x \"quoted\" é", "float32", [-1, 224, 224, 3], range: new HubValueRange(-0.5, 255))],
            [new HubTensorInfo("y", "float32", null, OutputKind.Features)],
            trainingArgument: true, traces: 2, hasRegularizationLosses: true, ["a", "serving_default"]),
        TrainabilityVerdict.Partial, ReasonCodes.WithheldByPublisher, ReasonCodes.Sentence(ReasonCodes.WithheldByPublisher), publisherFlag: false, 3, 10,
        [new HubLayerInfo("net/a", "A", LayerKind.Conv2D, "net", Trainability.Frozen, ReasonCodes.StopGradient, "why", 3, ["net/a/kernel"], 2, 5_000_000_000, new HubEvidence("saved_model.pb", "f/stop", "StopGradient"))],
        [
            new HubVariableInfo(
                "net/a/kernel", "a/kernel", "net/a", VariableRole.Kernel, "float32", [1, 3], Trainability.Frozen, ReasonCodes.StopGradient,
                new HubEvidence("saved_model.pb", "object_graph.nodes[3]"), new HubTrainableNotions(flag: true, listed: true, keras: null, captured: false)),
        ],
        "https://tfhub.dev/google/net/1",
        new HubEvidence("saved_model.pb", "object_graph.nodes[1]"),
        new HubEngineInfo(supported: false, [new HubOpInfo("Einsum", 4, ["net/a"])]),
        new HubTensorFlowNetInfo([new HubOpInfo("Relu6", 35, ["net/a"])], "regularization-losses"),
        [new HubAliasInfo("Old.A", "net/a")]);

    [Fact]
    public void A_manifest_that_is_read_and_written_again_is_the_same_to_the_byte()
    {
        var written = ManifestFile.Write(Everything);
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(ManifestFile.Write(ManifestFile.Read(written, "net"))));
    }

    [Fact]
    public void A_manifest_looks_like_this() => Snapshot.Match(Encoding.UTF8.GetString(ManifestFile.Write(Everything)));

    [Fact]
    public void Members_that_a_manifest_may_leave_out_are_unknown_where_it_does()
    {
        var json = JsonNode.Parse(ManifestFile.Write(Everything))!;
        json["model"]!.AsObject().Remove("page");
        json["interface"]!.AsObject().Remove("signatures");
        json["interface"]!["inputs"]![0]!.AsObject().Remove("range");
        json["trainability"]!.AsObject().Remove("evidence");
        json["trainability"]!.AsObject().Remove("engine");
        json["trainability"]!.AsObject().Remove("tensorFlowNet");
        json["layers"]![0]!.AsObject().Remove("stage");
        json["layers"]![0]!.AsObject().Remove("flops");
        json["layers"]![0]!.AsObject().Remove("evidence");
        json["variables"]![0]!.AsObject().Remove("evidence");
        json["variables"]![0]!.AsObject().Remove("notions");
        json.AsObject().Remove("aliases");
        json["published"] = "later";

        var model = ManifestFile.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), "net");
        Assert.Null(model.Interface.Inputs[0].Range);
        Assert.Equal((null, null, null, null, null), (model.Page, model.Interface.Signatures, model.Evidence, model.Engine, model.TensorFlowNet));
        Assert.Equal((null, null, null), (model.Layers.Single().Stage, model.Layers.Single().Flops, model.Layers.Single().Evidence));
        Assert.Equal((null, null), (model.Variables.Single().Evidence, model.Variables.Single().Notions));
        Assert.Empty(model.Aliases);
    }

    [Theory]
    [InlineData("\"supported\": false", "\"supported\": 0", "net: supported is neither true nor false; write it again with 'dotnet hub add'")]
    [InlineData("\"count\": 35", "\"count\": 3.5", "net: count is not a whole number; write it again with 'dotnet hub add'")]
    [InlineData("\"name\": \"net\"", "\"name\": \"\\ud800\"", "net: a text in it is not Unicode; write it again with 'dotnet hub add'")]
    [InlineData("\"listed\": true", "\"listed\": \"yes\"", "net: listed is neither true nor false; write it again with 'dotnet hub add'")]
    public void A_wrong_value_is_one_clear_error(string from, string to, string message)
    {
        var text = Encoding.UTF8.GetString(ManifestFile.Write(Everything));
        Assert.Contains(from, text);
        var changed = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(message, Assert.Throws<HubModelFormatException>(() => ManifestFile.Read(changed, "net")).Message);
    }
}
