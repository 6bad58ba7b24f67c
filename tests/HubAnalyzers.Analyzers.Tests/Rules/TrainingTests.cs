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
    [InlineData("double.MaxValue")]
    [InlineData("double.PositiveInfinity")]
    [InlineData("1e30f")]
    public Task A_rate_beyond_all_measure_is_reported_like_any_other(string rate) =>
        RuleTest.Check(Before + $$"""var stage = new FineTuneStage("a", 3, {|HUB0009:{{rate}}|}) { Layers = [model.Block1.Expand] };""");

    [Fact]
    public Task A_rate_that_is_no_number_is_above_nothing() =>
        RuleTest.Check(Before + """var stage = new FineTuneStage("a", 3, double.NaN) { Layers = [model.Block1.Expand] };""");

    [Theory]
    [InlineData("""var stage = new FineTuneStage("a", 3, 0.01) { Layers = [model.Block1.Expand], Optimizer = new SgdOptions() };""")]
    [InlineData("""var stage = new FineTuneStage("a", 3, 0.01) { Optimizer = new SgdOptions { Momentum = 0 }, Layers = [model.Block1.Expand] };""")]
    [InlineData("""var stage = new FineTuneStage("a", 3, {|HUB0009:0.2|}) { Layers = [model.Block1.Expand], Optimizer = new SgdOptions() };""")]
    [InlineData("""var stage = new FineTuneStage("a", 3, {|HUB0009:0.01|}) { Layers = [model.Block1.Expand], Optimizer = new AdamWOptions() };""")]
    [InlineData("""OptimizerOptions Pick() => args.Length > 0 ? new AdamOptions() : new SgdOptions(); var stage = new FineTuneStage("a", 3, 0.01) { Layers = [model.Block1.Expand], Optimizer = Pick() };""")]
    public Task The_bound_is_that_of_the_stage_s_own_optimizer(string program) => RuleTest.Check(Before + program);

    [Theory]
    [InlineData("""var options = new FineTuneOptions { Optimizer = new SgdOptions(), Stages = [new("head", 3, 0.1), new("a", 3, 0.01) { Layers = [model.Block1.Expand] }] };""")]
    [InlineData("""var stage = new FineTuneStage("a", 3, 0.01) { Layers = [model.Block1.Expand] }; var options = new FineTuneOptions { Stages = [new("head", 3, 0.1), stage], Optimizer = new SgdOptions() };""")]
    [InlineData("""var options = new FineTuneOptions { Optimizer = new SgdOptions(), Stages = [new("head", 3, 0.1), new("a", 3, {|HUB0009:0.5|}) { Layers = [model.Block1.Expand] }] };""")]
    [InlineData("""var options = new FineTuneOptions { Optimizer = new SgdOptions(), Stages = [new("head", 3, 0.1), new("a", 3, {|HUB0009:0.01|}) { Layers = [model.Block1.Expand], Optimizer = new AdamOptions() }] };""")]
    [InlineData("""FineTuneOptions Given() => new FineTuneOptions { Stages = [] }; var sgd = new SgdOptions(); var options = FineTuneOptions.For(60) with { Stages = [new("a", 3, 0.01) { Layers = [model.Block1.Expand] }] };""")]
    [InlineData("""static FineTuneStage Top(LiveNet net) => new("a", 3, 0.01) { Layers = [net.Block1.Expand] }; var options = new FineTuneOptions { Stages = [new("head", 3, 0.1), Top(model)], Optimizer = new SgdOptions() };""")]
    public Task Where_a_stage_names_no_optimizer_the_bound_is_that_of_the_run_s(string program) => RuleTest.Check(Before + program);

    [Theory]
    [InlineData("""var slow = new FineTuneStage("a", 3, 1e-4) { Layers = [model.Block1.Expand] }; var fast = slow with { LearningRate = {|HUB0009:0.5|} };""")]
    [InlineData("""var first = new FineTuneStage("head", 3, {|HUB0009:0.5|}); var all = first with { Layers = [model.Block1.Expand] };""")]
    [InlineData("""var stage = new FineTuneStage("a", 3, 1e-4) { Layers = [model.Block1.Expand], LearningRate = {|HUB0009:0.5|} };""")]
    [InlineData("""var high = new FineTuneStage("head", 3, 0.5); var low = high with { LearningRate = 1e-4, Layers = [model.Block1.Expand] };""")]
    [InlineData("""var fast = new FineTuneStage("a", 3, 0.01) { Layers = [model.Block1.Expand], Optimizer = new SgdOptions() }; var copy = fast with { Name = "b" };""")]
    [InlineData("""var fast = new FineTuneStage("a", 3, {|HUB0009:0.01|}) { Layers = [model.Block1.Expand] }; var copy = fast with { Name = "b" };""")]
    public Task A_copy_of_a_stage_is_judged_by_what_it_is_copied_from_and_what_is_changed(string program) => RuleTest.Check(Before + program);

    [Theory]
    [InlineData("model.Call(TorchSharp.torch.zeros(1, {|HUB0013:9|}, 8, 3));")]
    [InlineData("var batch = TorchSharp.torch.rand(16, 8, 8, {|HUB0013:1|}); model.Call(batch);")]
    [InlineData("model.Call(TorchSharp.torch.zeros(1, 8, 8, 3, dtype: {|HUB0013:TorchSharp.torch.uint8|}));")]
    [InlineData("var images = new LabelledImages([], [], height: 8, width: {|HUB0013:9|}, channels: 3); tuner.Accuracy(images);")]
    [InlineData("model.Call(TorchSharp.torch.zeros(7, 8, 8, 3)); model.Call(TorchSharp.torch.zeros(1, args.Length, 8, 3)); TorchSharp.torch.zeros(1, 9, 9, 1);")]
    public Task What_goes_into_a_model_has_its_sizes(string program) => RuleTest.Check(Before + program);
}
