using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>HUB0008, HUB0009, HUB0013: how a head and the pretrained layers are trained, and on what.</summary>
public sealed class TrainingTests
{
    private const string Before = "using var model = LiveNet.Load(); using var head = new ClassificationHead(model, 5); var tuner = new FineTuner(model, head); LabelledImages data = null!; ";

    [Theory]
    [InlineData("""tuner.Train(data, data, new FineTuneOptions { Stages = [{|HUB0008:new FineTuneStage("all", 3, 1e-4) { Layers = [model.Block1.Expand] }|}] });""")]
    [InlineData("""var all = {|HUB0008:new FineTuneStage("all", 3, 1e-4) { Layers = [.. model.Layers.ThatCanTrain] }|}; var options = new FineTuneOptions { Stages = new[] { all } }; tuner.Train(data, data, options);""")]
    public Task A_first_stage_that_trains_pretrained_layers_beside_a_new_head_is_reported(string program) => RuleTest.Check(Before + program);

    [Theory]
    [InlineData("""tuner.Train(data, data, new FineTuneOptions { Stages = [new FineTuneStage("head", 3, 1e-3), new FineTuneStage("all", 3, 1e-4) { Layers = [model.Block1.Expand] }] });""")]
    [InlineData("""tuner.Train(data, data, new FineTuneOptions { Stages = [new FineTuneStage("head", 3, 1e-3)] }); tuner.Train(data, data, new FineTuneOptions { Stages = [new FineTuneStage("all", 3, 1e-4) { Layers = [model.Block1.Expand] }] });""")]
    [InlineData("""Warm(head); tuner.Train(data, data, new FineTuneOptions { Stages = [new FineTuneStage("all", 3, 1e-4) { Layers = [model.Block1.Expand] }] }); static void Warm(ClassificationHead h) { }""")]
    [InlineData("""static void M(FineTuner t, LiveNet m, LabelledImages d) => t.Train(d, d, new FineTuneOptions { Stages = [new FineTuneStage("all", 3, 1e-4) { Layers = [m.Block1.Expand] }] }); M(tuner, model, data);""")]
    public Task A_head_that_is_fitted_before_or_comes_from_elsewhere_is_not(string program) => RuleTest.Check(Before + program);

    [Theory]
    [InlineData("""var stage = new FineTuneStage("a", 3, {|HUB0009:0.01|}) { Layers = [model.Block1.Expand] };""", "")]
    [InlineData("""const double Rate = 2e-3; var stage = new FineTuneStage("a", LearningRate: {|HUB0009:Rate|}, Epochs: 2) { Layers = [model.Block1.Expand] };""", "")]
    [InlineData("""var stage = new FineTuneStage("a", 3, {|HUB0009:1e-4|}) { Layers = [model.Block1.Expand] };""", "hub_max_learning_rate = 1e-5")]
    [InlineData("""var stage = new FineTuneStage("a", 3, 0.01) { Layers = [model.Block1.Expand] };""", "hub_max_learning_rate = 0.1")]
    [InlineData("""var stage = new FineTuneStage("a", 3, 0.001) { Layers = [model.Block1.Expand] };""", "")]
    [InlineData("""var stage = new FineTuneStage("head", 3, 0.5);""", "")]
    [InlineData("""var stage = new FineTuneStage("head", 3, 0.5) { Layers = [] };""", "")]
    [InlineData("""var stage = new FineTuneStage("a", 3, args.Length) { Layers = [model.Block1.Expand] };""", "")]
    public Task The_rate_of_a_stage_that_trains_pretrained_layers_is_bounded(string program, string options) => RuleTest.Check(Before + program, options);

    [Theory]
    [InlineData("model.Call(TorchSharp.torch.zeros(1, {|HUB0013:9|}, 8, 3));")]
    [InlineData("var batch = TorchSharp.torch.rand(16, 8, 8, {|HUB0013:1|}); model.Call(batch);")]
    [InlineData("model.Call(TorchSharp.torch.zeros(1, 8, 8, 3, dtype: {|HUB0013:TorchSharp.torch.uint8|}));")]
    [InlineData("var images = new LabelledImages([], [], height: 8, width: {|HUB0013:9|}, channels: 3); tuner.Accuracy(images);")]
    [InlineData("model.Call(TorchSharp.torch.zeros(7, 8, 8, 3)); model.Call(TorchSharp.torch.zeros(1, args.Length, 8, 3)); TorchSharp.torch.zeros(1, 9, 9, 1);")]
    public Task What_goes_into_a_model_has_its_sizes(string program) => RuleTest.Check(Before + program);
}
