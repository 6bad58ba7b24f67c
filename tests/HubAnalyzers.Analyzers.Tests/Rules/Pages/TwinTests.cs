using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Testing;

/// <summary>The compiler's half of the twins: the same id and the same sentence as the program's, on the same model.</summary>
public sealed class TwinTests
{
    private const string Program = """
        using var emptied = Emptied.Load();
        using var model = ShapesMobilenet.Load();
        using var other = ShapesMobilenet.Load();
        emptied.ExpandedConv5.Expand.Trainable = true;
        model.BnConv1.Trainable = true;
        model.Variables.Single(v => v.Name == "shapes_mobilenet/bn_Conv1/moving_mean").Trainable = true;
        other.Trainable = true;
        model.Logits.Trainable = true;
        model.GetLayer("shapes_mobilenet/expanded_conv_5/expnad");
        """;

    [Fact]
    public async Task Diagnostics_say_what_the_program_says()
    {
        var carried = File.ReadAllText(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"));
        AdditionalText[] manifests =
        [
            new TestAdditionalText("/app/shapes_mobilenet.hubmodel.json", carried),
            new TestAdditionalText("/app/emptied.hubmodel.json", Emptied(carried)),
        ];

        var diagnostics = await SampleRun.DiagnosticsOf(Program, manifests, [], withTensorFlowNet: false);

        Assert.Equal(
            [
                ("HUB0001", TwinMessages.FrozenModel),
                ("HUB0002", TwinMessages.BatchNorm),
                ("HUB0003", TwinMessages.NotAWeight),
                ("HUB0004", TwinMessages.BulkWrite),
                ("HUB0005", TwinMessages.FrozenLayer),
                ("HUB0006", TwinMessages.UnknownLayer),
            ],
            diagnostics.Select(static d => (d.Id, d.GetMessage())));
    }

    /// <summary>What the tool writes of the carried model with its list of trainable variables emptied.</summary>
    private static string Emptied(string carried)
    {
        var json = JsonNode.Parse(carried)!;
        json["model"]!["handle"] = TwinMessages.EmptiedModel;
        json["model"]!["name"] = TwinMessages.EmptiedModel;
        json["source"]!["digest"] = ManifestText.Digest;
        json["trainability"]!["verdict"] = "none";
        json["trainability"]!["reason"] = ReasonCodes.NoTrainableVariables;
        json["trainability"]!["why"] = ReasonCodes.Sentence(ReasonCodes.NoTrainableVariables);
        return json.ToJsonString();
    }
}
