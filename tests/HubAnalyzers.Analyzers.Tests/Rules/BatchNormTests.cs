using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;

namespace HubAnalyzers.Testing;

/// <summary>HUB0002: a request to train a batch normalization.</summary>
public sealed class BatchNormTests
{
    [Fact]
    public Task The_message_names_layer_model_sentence_reason_and_remedy() => RuleTest.Check(
        """
        using var model = LiveNet.Load();
        {|#0:model.Block1.Bn.Trainable = true|};
        """,
        expected:
        [
            DiagnosticResult.CompilerWarning("HUB0002").WithLocation(0).WithMessage(
                "Batch normalization 'net/block_1/bn' of 'https://tfhub.dev/acme/live_net/2' should stay frozen: its statistics would drift (batch-norm-affine); remove the request, or set hub_batch_norm_policy if you mean it"),
        ]);

    [Theory]
    [InlineData("var model = LiveNet.Load(); {|HUB0002:model.Block1.Bn.Trainable = true|};")]
    [InlineData("var block = LiveNet.Load().Block1; {|HUB0002:block.Bn.Trainable = true|};")]
    [InlineData("BatchNormLayer bn = LiveNet.Load().Block1.Bn; {|HUB0002:bn.Trainable = true|};")]
    [InlineData("""var model = HubModel.Load("https://tfhub.dev/acme/live_net/2"); {|HUB0002:model.GetLayer("net/block_1/bn").Trainable = true|};""")]
    [InlineData("""HubLayer layer = LiveNet.Load().Layers["net/block_1/bn"]; {|HUB0002:layer.Trainable = true|};""")]
    [InlineData("""Train(LiveNet.Load()); static void Train(LiveNet model) { {|HUB0002:model.Block1.Bn.Trainable = true|}; }""")]
    [InlineData("""var t = new Trainer(); t.Train(); class Trainer { private readonly LiveNet _model = LiveNet.Load(); public void Train() { {|HUB0002:_model.Block1.Bn.Trainable = true|}; } }""")]
    public Task A_request_on_a_batch_norm_is_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("var model = LiveNet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Affine }); model.Block1.Bn.Trainable = true;")]
    [InlineData("var options = new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Any }; using var model = LiveNet.Load(options); model.Block1.Bn.Trainable = true;")]
    [InlineData("""var model = HubModel.Load("https://tfhub.dev/acme/live_net/2", new() { BatchNormPolicy = BatchNormPolicy.Affine }); model.Layers["net/block_1/bn"].Trainable = true;""")]
    [InlineData("Run(new HubLoadOptions()); static void Run(HubLoadOptions options) { var model = LiveNet.Load(options); model.Block1.Bn.Trainable = true; }")]
    [InlineData("var t = new Trainer(); t.Train(); class Trainer { private LiveNet? _model; public void Train() { _model ??= LiveNet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Affine }); _model.Block1.Bn.Trainable = true; } }")]
    [InlineData("var t = new Trainer { Model = LiveNet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Affine }) }; t.Train(); class Trainer { public required LiveNet Model { get; init; } public void Train() => Model.Block1.Bn.Trainable = true; }")]
    [InlineData("var models = new Dictionary<string, LiveNet> { [\"a\"] = LiveNet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Any }) }; models[\"a\"].Block1.Bn.Trainable = true;")]
    [InlineData("Train(LiveNet.Load()); Train(LiveNet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Affine })); static void Train(LiveNet model) { model.Block1.Bn.Trainable = true; }")]
    [InlineData("Train(LiveNet.Load()); static void Train(LiveNet model) { if (model.BatchNormPolicy == BatchNormPolicy.Affine) { model.Block1.Bn.Trainable = true; } }")]
    [InlineData("var model = LiveNet.Load(); if (model.BatchNormPolicy != BatchNormPolicy.Frozen) { model.Block1.Bn.Trainable = true; }")]
    public Task A_batch_norm_of_a_model_that_is_loaded_to_train_it_is_not_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("var model = LiveNet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Frozen }); {|HUB0002:model.Block1.Bn.Trainable = true|};", "any")]
    [InlineData("var model = LiveNet.Load(new HubLoadOptions { VerifyDigest = false }); {|HUB0002:model.Block1.Bn.Trainable = true|};", "frozen")]
    [InlineData("var model = LiveNet.Load(new HubLoadOptions { VerifyDigest = false }); model.Block1.Bn.Trainable = true;", "any")]
    [InlineData("Train(LiveNet.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Frozen })); static void Train(LiveNet model) { {|HUB0002:model.Block1.Bn.Trainable = true|}; }", "frozen")]
    [InlineData("Train(LiveNet.Load()); /* BatchNormPolicy.Any */ static void Train(LiveNet model) { {|HUB0002:model.Block1.Bn.Trainable = true|}; }", "frozen")]
    public Task The_policy_of_the_load_goes_before_that_of_the_file(string program, string option) =>
        RuleTest.Check(program, "hub_batch_norm_policy = " + option);

    [Theory]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true;")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Bn.Trainable = false;")]
    [InlineData("""var model = LiveNet.Load(); model.GetLayer(args[0]).Trainable = true;""")]
    [InlineData("""var model = LiveNet.Load(); HubLayer layer = model.Block1.Bn; if (args.Length > 0) { layer = model.Block1.Expand; } layer.Trainable = true;""")]
    [InlineData("""foreach (var layer in LiveNet.Load().Layers) { if (layer is ConvLayer) { layer.Trainable = true; } }""")]
    public Task What_is_not_proved_is_not_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("frozen", true)]
    [InlineData("Frozen", true)]
    [InlineData("something else", true)]
    [InlineData("affine", false)]
    [InlineData("any", false)]
    public Task The_policy_decides(string policy, bool reported)
    {
        const string Request = "model.Block1.Bn.Trainable = true";
        var request = reported ? "{|HUB0002:" + Request + "|}" : Request;
        return RuleTest.Check($"var model = LiveNet.Load(); {request};", "hub_batch_norm_policy = " + policy);
    }

    [Fact]
    public Task No_policy_allows_a_request_on_a_frozen_model() =>
        RuleTest.Check("var model = FrozenNet.Load(); {|HUB0001:model.Bn.Trainable = true|};", "hub_batch_norm_policy = any");
}
