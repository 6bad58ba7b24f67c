using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;

namespace HubAnalyzers.Testing;

/// <summary>HUB0004: a request to many layers at once that reaches some that must not train.</summary>
public sealed class BulkWriteTests
{
    [Fact]
    public Task The_message_counts_and_names_what_must_not_train() => RuleTest.Check(
        """
        using var model = LiveNet.Load();
        {|#0:model.Trainable = true|};
        """,
        expected:
        [
            DiagnosticResult.CompilerWarning("HUB0004").WithLocation(0).WithMessage(
                "Unfreezing 'https://tfhub.dev/acme/live_net/2' in bulk reaches 1 batch-norm layer and 1 frozen layer that must not train ('net/block_1/bn', 'net/old'); exclude them, or use Layers.ThatCanTrain"),
        ]);

    [Theory]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { {|HUB0004:layer.Trainable = true|}; }")]
    [InlineData("var model = LiveNet.Load(); foreach (var layer in model.Layers) {|HUB0004:layer.Trainable = true|};")]
    [InlineData("""var model = HubModel.Load("https://tfhub.dev/acme/live_net/2"); var layers = model.Layers; foreach (HubLayer layer in layers) { Console.WriteLine(layer.Name); {|HUB0004:layer.Trainable = true|}; }""")]
    [InlineData("var model = LiveNet.Load(); for (var i = 0; i < model.Layers.Count; i++) { {|HUB0004:model.Layers[i].Trainable = true|}; }")]
    [InlineData("var model = LiveNet.Load(); var i = 0; while (i < model.Layers.Count) { {|HUB0004:model.Layers[i].Trainable = true|}; i++; }")]
    [InlineData("var model = LiveNet.Load(); for (var i = 0; i < model.Layers.Count;) { {|HUB0004:model.Layers[i].Trainable = true|}; ++i; }")]
    [InlineData("var model = LiveNet.Load(); for (int i = 0, n = model.Layers.Count; i < n; i++) { {|HUB0004:model.Layers[i].Trainable = true|}; }")]
    [InlineData("var model = LiveNet.Load(); model.Layers.All(l => {|HUB0004:l.Trainable = true|});")]
    [InlineData("var model = LiveNet.Load(); _ = model.Layers.All(l => { {|HUB0004:l.Trainable = true|}; return true; });")]
    [InlineData("var model = LiveNet.Load(); for (var i = model.Layers.Count - 1; i >= 0; i--) { var layer = model.Layers[i]; {|HUB0004:layer.Trainable = true|}; }")]
    [InlineData("LiveNet.Load().Layers.ToList().ForEach(l => {|HUB0004:l.Trainable = true|});")]
    [InlineData("using var model = LiveNet.Load(); model.Layers.ToList().ForEach(l => {|HUB0004:l.Trainable = true|});")]
    [InlineData("LiveNet.Load().Layers.ToList().ForEach(l => { Console.WriteLine(l.Name); {|HUB0004:l.Trainable = true|}; });")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer is BatchNormLayer) continue; {|HUB0004:layer.Trainable = true|}; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer.Trainability != Trainability.Frozen) { {|HUB0004:layer.Trainable = true|}; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.Where(l => l.Kind != LayerKind.Dense)) { {|HUB0004:layer.Trainable = true|}; }")]
    [InlineData("foreach (var layer in from l in LiveNet.Load().Layers where l is not DenseLayer select l) { {|HUB0004:layer.Trainable = true|}; }")]
    [InlineData("""foreach (var layer in LiveNet.Load().Layers.Where(l => l.Name.StartsWith("net/block_1"))) { {|HUB0004:layer.Trainable = true|}; }""")]
    [InlineData("var model = LiveNet.Load(); foreach (var layer in new HubLayer[] { model.Block1.Expand, model.Block1.Bn }) { {|HUB0004:layer.Trainable = true|}; }")]
    [InlineData("var model = LiveNet.Load(); foreach (var layer in model.Layers) { foreach (var variable in layer.Variables) { {|HUB0004:variable.Trainable = true|}; } }")]
    [InlineData("foreach (var variable in LiveNet.Load().Variables) { {|HUB0004:variable.Trainable = true|}; }")]
    [InlineData("foreach (var variable in LiveNet.Load().Layers.SelectMany(l => l.Variables)) { {|HUB0004:variable.Trainable = true|}; }")]
    [InlineData("{|HUB0004:Unfreeze(LiveNet.Load())|}; static void Unfreeze(HubModel model) { foreach (var layer in model.Layers) { layer.Trainable = true; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { {|HUB0004:Unfreeze(layer)|}; } static void Unfreeze(HubLayer layer) => layer.Trainable = true;")]
    [InlineData("""var model = LiveNet.Load(); var stage = new FineTuneStage("all", 3, 1e-4) { {|HUB0004:Layers = model.Layers.ToList()|} };""")]
    [InlineData("""var stage = new FineTuneStage("all", 3, 1e-4) { {|HUB0004:Layers = [.. LiveNet.Load().Layers]|} };""")]
    public Task A_bulk_request_without_a_guard_is_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.ThatCanTrain) { layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer.Trainability == Trainability.Trainable) { layer.Trainable = true; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer.Trainability is not Trainability.Trainable) continue; layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { layer.Trainable = layer.Trainability == Trainability.Trainable; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer is BatchNormLayer or DenseLayer) { continue; } layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer is BatchNormLayer || layer.Kind == LayerKind.Dense) { continue; } layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer is not BatchNormLayer && layer is not DenseLayer) { layer.Trainable = true; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { bool skip; if (layer is BatchNormLayer) { skip = true; } else { skip = layer is DenseLayer; } if (!skip) { layer.Trainable = true; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { switch (layer) { case BatchNormLayer: case DenseLayer: break; default: layer.Trainable = true; break; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { layer.Trainable = layer.Kind switch { LayerKind.BatchNorm => false, LayerKind.Dense => false, _ => true }; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer is ConvLayer conv) { conv.Trainable = true; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { var bn = layer as BatchNormLayer; if (bn != null || layer is DenseLayer) { continue; } layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.OfType<ConvLayer>()) { layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.Where(l => l is not BatchNormLayer).Where(l => l.Trainability != Trainability.Frozen)) { layer.Trainable = true; }")]
    [InlineData("var model = LiveNet.Load(); foreach (var layer in model.Layers.Except(new HubLayer[] { model.Block1.Bn, model.Old })) { layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.Where(CanTrain)) { layer.Trainable = true; } static bool CanTrain(HubLayer layer) => layer.Trainability == Trainability.Trainable;")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (Skip(layer)) { continue; } layer.Trainable = true; } static bool Skip(HubLayer layer) { if (layer is BatchNormLayer) { return true; } return layer.Kind is LayerKind.Dense; }")]
    [InlineData("""foreach (var layer in LiveNet.Load().Layers) { if (!layer.Name.EndsWith("/BN", true, System.Globalization.CultureInfo.InvariantCulture) && layer.Name != "net/old") { layer.Trainable = true; } }""")]
    [InlineData("""foreach (var layer in LiveNet.Load().Layers) { if (!layer.Name.EndsWith("/bn", false, null) && !string.Equals(layer.Name, "NET/OLD", StringComparison.OrdinalIgnoreCase)) { layer.Trainable = true; } }""")]
    [InlineData("""foreach (var layer in LiveNet.Load().Layers) { if (layer.Name.EndsWith("/bn") || layer.Name == "net/old") continue; layer.Trainable = true; }""")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.Take(1)) { layer.Trainable = true; }")]
    [InlineData("var left = 2; foreach (var layer in LiveNet.Load().Layers) { if (left-- == 0) { break; } layer.Trainable = true; }")]
    [InlineData("var n = 0; foreach (var layer in LiveNet.Load().Layers) { if (n++ > args.Length) { layer.Trainable = true; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (args.Contains(layer.Name)) { layer.Trainable = true; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.Where(l => args.Contains(l.Name))) { layer.Trainable = true; }")]
    [InlineData("foreach (var layer in HubModel.Load(args[0]).Layers) { layer.Trainable = true; }")]
    [InlineData("var model = LiveNet.Load(); var i = 0; while (i < model.Layers.Count) { if (model.Layers[i].Trainability == Trainability.Trainable) { model.Layers[i].Trainable = true; } i++; }")]
    [InlineData("var model = LiveNet.Load(); var i = 0; while (i < model.Layers.Count) { if (args.Length > i) { i++; continue; } model.Layers[i].Trainable = true; i++; }")]
    [InlineData("var model = LiveNet.Load(); var i = 0; while (i < model.Layers.Count) { if (args.Length > i) { break; } model.Layers[i].Trainable = true; i++; }")]
    [InlineData("var model = LiveNet.Load(); var i = args.Length; while (i < model.Layers.Count) { model.Layers[i].Trainable = true; i++; }")]
    [InlineData("var model = LiveNet.Load(); model.Layers.All(l => l.Trainable = l.Trainability == Trainability.Trainable);")]
    [InlineData("var model = LiveNet.Load(); model.Layers.All(l => { l.Trainable = true; return args.Contains(l.Name); });")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { layer.Trainable = false; }")]
    [InlineData("var list = LiveNet.Load().Layers.ToList(); list.RemoveAll(l => l is BatchNormLayer or DenseLayer); foreach (var layer in list) { layer.Trainable = true; }")]
    [InlineData("var list = LiveNet.Load().Layers.ToList(); list.RemoveRange(1, args.Length); foreach (var layer in list) { layer.Trainable = true; }")]
    public Task A_guard_or_an_unknown_choice_is_not_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("foreach (var layer in LiveNet.Load().Layers.OfType<BatchNormLayer>()) { {|HUB0002:layer.Trainable = true|}; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer is BatchNormLayer) { {|HUB0002:layer.Trainable = true|}; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer is BatchNormLayer && args.Contains(layer.Name)) { {|HUB0002:layer.Trainable = true|}; } }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { if (layer.Trainability == Trainability.Frozen) { {|HUB0005:layer.Trainable = true|}; } }")]
    [InlineData("""var stage = new FineTuneStage("all", 3, 1e-4) { Layers = [LiveNet.Load().Block1.Expand, {|HUB0002:LiveNet.Load().Block1.Bn|}] };""")]
    public Task Where_only_what_must_not_train_is_asked_the_rule_for_one_layer_speaks(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("{|HUB0001:FrozenNet.Load().Trainable = true|};")]
    [InlineData("foreach (var layer in FrozenNet.Load().Layers) { {|HUB0001:layer.Trainable = true|}; }")]
    [InlineData("foreach (var layer in FrozenNet.Load().Layers) { if (args.Contains(layer.Name)) { {|HUB0001:layer.Trainable = true|}; } }")]
    [InlineData("foreach (var layer in FrozenNet.Load().Layers) { if (layer is not BatchNormLayer) { {|HUB0001:layer.Trainable = true|}; } }")]
    [InlineData("foreach (var variable in FrozenNet.Load().Variables) { {|HUB0001:variable.Trainable = true|}; }")]
    public Task A_model_that_cannot_train_is_HUB0001_whatever_the_guard(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("affine")]
    [InlineData("any")]
    public Task Where_the_policy_allows_batch_norm_frozen_layers_remain(string policy) => RuleTest.Check(
        """
        foreach (var layer in LiveNet.Load().Layers) { if (layer is not DenseLayer) { layer.Trainable = true; } }
        foreach (var layer in LiveNet.Load().Layers) { {|HUB0004:layer.Trainable = true|}; }
        """,
        "hub_batch_norm_policy = " + policy);
}
