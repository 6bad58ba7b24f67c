using Microsoft.CodeAnalysis.Testing;
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

    [Theory]
    [InlineData("""var images = ImageFolder.Open("x", new ImagePreprocessing({|HUB0013:9|}, 8)); tuner.Accuracy(images);""")]
    [InlineData("""var images = ImageFolder.Open("x", new ImagePreprocessing({|HUB0013:9|}, {|HUB0013:9|}) { Low = -1 }); tuner.Train(images, images, FineTuneOptions.For(60));""")]
    [InlineData("""var (training, validation) = ImageFolder.Open("x", new ImagePreprocessing(8, width: {|HUB0013:9|})).Split(0.2); tuner.Train(training, data, FineTuneOptions.For(60));""")]
    [InlineData("""var parts = ImageManifest.Open("x.csv", new ImagePreprocessing(8, 8, {|HUB0013:1|})).Split(0.2); tuner.Evaluate(parts.Validation.Only([1, 2]));""")]
    [InlineData("""var sound = ImageFolder.Open("x", new ImagePreprocessing({|HUB0013:9|}, 8)).WithoutBroken(); tuner.Train(sound.Examples.Augment(new ImageAugmentation()), data, FineTuneOptions.For(60));""")]
    [InlineData("""var images = ImageFolder.Open("x", ImagePreprocessing.For(LiveNet.Info)); tuner.Accuracy(images); tuner.Accuracy(ImageFolder.Open("y", new ImagePreprocessing(8, args.Length)));""")]
    [InlineData("""var images = ImageFolder.Open("x", new ImagePreprocessing(9, 9)); Console.WriteLine(images.Count);""")]
    public Task What_image_files_are_made_into_is_what_the_model_takes(string program) => RuleTest.Check(Before + program);

    [Theory]
    [InlineData("using var head = new ClassificationHead({|HUB0014:model|}, 5);")]
    [InlineData("using var head = new MultiLabelHead({|HUB0014:model|}, labels: 5);")]
    [InlineData("using RegressionHead head = new({|HUB0014:model|}, 1);")]
    [InlineData("using var head = new CustomHead({|HUB0014:model|}, null!, (outputs, targets) => outputs, []);")]
    public Task No_head_stands_on_probabilities(string program) => RuleTest.Check("using var model = Scores.Load(); " + program);

    /// <summary>A load that chooses another result has the head stand on that.</summary>
    [Theory]
    [InlineData("using var model = Scores.Load(new HubLoadOptions { Output = OutputKind.Features }); using var head = new ClassificationHead(model, 5);")]
    [InlineData("var options = new HubLoadOptions { Output = OutputKind.Logits }; using var model = Scores.Load(options); using var head = new ClassificationHead(model, 5);")]
    [InlineData("using var model = Scores.Load(new HubLoadOptions { Output = OutputKind.Probabilities }); using var head = new ClassificationHead({|HUB0014:model|}, 5);")]
    [InlineData("using var model = Scores.Load(new HubLoadOptions { Output = null }); using var head = new ClassificationHead({|HUB0014:model|}, 5);")]
    [InlineData("using var model = Scores.Load(new HubLoadOptions { VerifyDigest = false }); using var head = new ClassificationHead({|HUB0014:model|}, 5);")]
    [InlineData("Stack(Scores.Load()); static void Stack(Scores model) { using var head = new ClassificationHead({|HUB0014:model|}, 5); }")]
    [InlineData("Stack(Scores.Load(new HubLoadOptions { Output = OutputKind.Features })); static void Stack(Scores model) { using var head = new ClassificationHead(model, 5); }")]
    [InlineData("var model = Scores.Load(); if (args.Length > 0) { model = Scores.Load(new HubLoadOptions { Output = OutputKind.Features }); } using var head = new ClassificationHead(model, 5);")]
    public Task A_head_on_what_comes_before_is_none_on_probabilities(string program) => RuleTest.Check(program);

    [Fact]
    public Task The_message_says_how_such_a_model_is_loaded() => RuleTest.Check(
        "using var model = Scores.Load(); using var head = new ClassificationHead({|#0:model|}, 5);",
        expected: [DiagnosticResult.CompilerWarning("HUB0014").WithLocation(0).WithMessage(
            "Output 'output_0' of 'scores' holds probabilities, from which a new head learns little; stack it on what comes before, for which it is loaded with Output = OutputKind.Features, or on a variant that gives features or logits")]);

    [Theory]
    [InlineData("new RegressionHead(model, 1)", true)]
    [InlineData("new MultiLabelHead(model, 3)", true)]
    [InlineData("new CustomHead(model, Trained(), (outputs, targets) => outputs, [])", false)]
    public Task Every_kind_of_new_head_is_fitted_first_but_one_around_a_module_that_may_have_been(string head, bool isReported)
    {
        const string Stage = """new FineTuneStage("all", 3, 1e-4) { Layers = [model.Block1.Expand] }""";
        return RuleTest.Check($$"""
            using var model = LiveNet.Load();
            using var head = {{head}};
            LabelledImages data = null!;
            new FineTuner(model, head).Train(data, data, new FineTuneOptions { Stages = [{{(isReported ? "{|HUB0008:" + Stage + "|}" : Stage)}}] });
            static TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Trained() => null!;
            """);
    }

    [Theory]
    [InlineData("FineTuneOptions.For(600, [{|HUB0005:model.Old|}]);")]
    [InlineData("FineTuneOptions.For(600, [model.Block1.Expand, {|HUB0002:model.Block1.Bn|}], batchSize: 8);")]
    [InlineData("FineTuneOptions.For(600, {|HUB0004:model.Layers|});")]
    [InlineData("FineTuneOptions.For(batchSize: 8, {|HUB0002:layers: model.Layers.BatchNorm|}, examples: 600);")]
    [InlineData("FineTuneOptions.For(600, model.Layers.ThatCanTrain); FineTuneOptions.For(600); FineTuneOptions.For(600, null);")]
    public Task Options_that_are_made_for_layers_ask_them_to_train(string program) => RuleTest.Check(Before + program);
}
