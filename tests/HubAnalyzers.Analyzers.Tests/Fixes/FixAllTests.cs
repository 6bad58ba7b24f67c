using System.Threading.Tasks;
using HubAnalyzers.CodeFixes.BulkWrites;
using HubAnalyzers.CodeFixes.Requests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Testing;

/// <summary>Which fix Fix All applies: the one that was chosen, or, as dotnet format chooses none, the first of each place.</summary>
public sealed class FixAllTests
{
    [Fact]
    public Task Without_a_choice_each_place_is_mended_by_the_first_fix_that_applies_there() => new FixTest(new BulkWriteFixProvider()) { WithoutKey = true }.Makes(
        """
        using var model = ShapesMobilenet.Load();
        var all = model.Layers;
        foreach (var layer in all)
        {
            {|HUB0004:layer.Trainable = true|};
        }

        {|HUB0004:model.Trainable = true|};
        """,
        """
        using var model = ShapesMobilenet.Load();
        var all = model.Layers;
        foreach (var layer in all)
        {
            if (layer.Trainability == Trainability.Trainable)
            {
                layer.Trainable = true;
            }
        }

        foreach (var layer1 in model.Layers.ThatCanTrain)
        {
            layer1.Trainable = true;
        }
        """);

    // The helper's call cannot go; its only fix is the policy, which is not for a formatter to set.
    [Fact]
    public Task Without_a_choice_a_request_goes_beside_one_that_cannot() => new FixTest(new TrainableRequestFixProvider()) { WithoutKey = true }.Makes(
        """
        using var model = ShapesMobilenet.Load();
        {|HUB0002:Set(model.BnConv1)|};
        {|HUB0002:model.ExpandedConv.ProjectBN.Trainable = true|};
        static void Set(HubLayer layer) => layer.Trainable = true;
        """,
        """
        using var model = ShapesMobilenet.Load();
        Set(model.BnConv1);
        static void Set(HubLayer layer) => layer.Trainable = true;
        """);

    [Fact]
    public async Task A_key_that_no_fix_has_applies_none() =>
        Assert.False(await new FixTest(new TrainableRequestFixProvider()) { Key = "RemovedInAnotherVersion" }.CanFixAll(Request));

    [Fact]
    public async Task Where_dotnet_format_opened_the_project_the_first_place_chooses_nothing_for_the_others()
    {
        Assert.All(await new FixTest(new TrainableRequestFixProvider()) { Workspace = WorkspaceKind.MSBuild }.Offered(Request), Assert.Null);
        Assert.All(await new FixTest(new TrainableRequestFixProvider()).Offered(Request), Assert.NotNull);
    }

    private const string Request = "using var model = ShapesMobilenet.Load(); {|HUB0002:model.BnConv1.Trainable = true|};";
}
