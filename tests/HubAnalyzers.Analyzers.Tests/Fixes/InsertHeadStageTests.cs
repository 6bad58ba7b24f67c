using System.Threading.Tasks;
using HubAnalyzers.CodeFixes.Training;

namespace HubAnalyzers.Testing;

/// <summary>The fix of HUB0008: a stage for the head alone comes first.</summary>
public sealed class InsertHeadStageTests
{
    [Fact]
    public Task The_stage_comes_first_on_a_line_of_its_own() => Test().Makes(
        """
        var model = ShapesMobilenet.Load();
        var options = new FineTuneOptions
        {
            Stages =
            [
                // The last block.
                {|HUB0008:new FineTuneStage("block", Epochs: 10, LearningRate: 1e-4) { Layers = [model.ExpandedConv7.Project] }|},
            ],
        };
        """,
        """
        var model = ShapesMobilenet.Load();
        var options = new FineTuneOptions
        {
            Stages =
            [
                new FineTuneStage("head", Epochs: 10, LearningRate: 0.001),
                // The last block.
                new FineTuneStage("block", Epochs: 10, LearningRate: 1e-4) { Layers = [model.ExpandedConv7.Project] },
            ],
        };
        """);

    [Fact]
    public Task Lists_of_every_form_take_it() => Test().Makes(
        """
        var model = ShapesMobilenet.Load();
        var epochs = 3;
        FineTuneStage[] a = [{|HUB0008:new("block", epochs, 1e-4) { Layers = [model.ExpandedConv7.Project] }|}, new("all", 5, 1e-5)];
        var b = new[] { {|HUB0008:new FineTuneStage("block", epochs, 1e-4) { Layers = [model.ExpandedConv7.Project] }|} };
        var c = new List<FineTuneStage> { {|HUB0008:new FineTuneStage("block", epochs, 1e-4) { Layers = [model.ExpandedConv7.Project] }|} };
        """,
        """
        var model = ShapesMobilenet.Load();
        var epochs = 3;
        FineTuneStage[] a = [new("head", Epochs: epochs, LearningRate: 0.001), new("block", epochs, 1e-4) { Layers = [model.ExpandedConv7.Project] }, new("all", 5, 1e-5)];
        var b = new[] { new FineTuneStage("head", Epochs: epochs, LearningRate: 0.001), new FineTuneStage("block", epochs, 1e-4) { Layers = [model.ExpandedConv7.Project] } };
        var c = new List<FineTuneStage> { new FineTuneStage("head", Epochs: epochs, LearningRate: 0.001), new FineTuneStage("block", epochs, 1e-4) { Layers = [model.ExpandedConv7.Project] } };
        """);

    [Theory]
    [InlineData("var model = ShapesMobilenet.Load(); var stage = {|HUB0008:new FineTuneStage(\"block\", 3, 1e-4)|};")]
    [InlineData("var model = ShapesMobilenet.Load(); using var head = new ClassificationHead(model, 5); {|HUB0008:new FineTuner(model, head).Train(Data.Training, Data.HeldOut, null!)|};")]
    public async Task Elsewhere_it_is_not_offered(string source) => Assert.Empty(await Test().Offered(source));

    private static FixTest Test() => new(new UntrainedHeadFixProvider());
}
