using System;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class WhyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("shapes_mobilenet/bn_Conv1")]
    [InlineData("BnConv1")]
    public void A_layer_is_found_by_its_name_and_by_its_accessor(string layer)
    {
        var output = ToolRun.Of("why", CarriedModel.Folder, layer).Done();
        Assert.Contains("shapes_mobilenet/bn_Conv1 (batch_norm)", output, StringComparison.Ordinal);
        Assert.Contains(ReasonCodes.Sentence(ReasonCodes.BatchNormAffine), output, StringComparison.Ordinal);
        Assert.Contains("object_graph.nodes[", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_answers_as_the_bytes_do()
    {
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path).Done();
        Assert.Equal(
            ToolRun.Of("why", CarriedModel.Folder, "BnConv1").Done(),
            ToolRun.Of("why", _folder.File("shapes_mobilenet.hubmodel.json"), "BnConv1").Done());
    }

    [Fact]
    public void An_unknown_layer_is_bad_input() =>
        Assert.Contains("'Conv9'", ToolRun.Of("why", CarriedModel.Folder, "Conv9").Failed(ExitCodes.BadInput), StringComparison.Ordinal);
}
