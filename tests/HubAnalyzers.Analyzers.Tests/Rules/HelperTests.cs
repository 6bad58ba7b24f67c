using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>Requests by way of a method of the same compilation are reported at the call.</summary>
public sealed class HelperTests
{
    [Theory]
    [InlineData("{|HUB0002:H.Unfreeze(LiveNet.Load().Block1.Bn)|}; static class H { public static void Unfreeze(HubLayer layer) { layer.Trainable = true; } }")]
    [InlineData("{|HUB0002:LiveNet.Load().Block1.Bn.Unfreeze()|}; static class H { public static void Unfreeze(this HubLayer layer) => layer.Trainable = true; }")]
    [InlineData("{|HUB0002:H.Set(LiveNet.Load().Block1.Bn, true)|}; H.Set(LiveNet.Load().Block1.Bn, false); static class H { public static void Set(HubLayer layer, bool on) => layer.Trainable = on; }")]
    [InlineData("{|HUB0002:H.Set(LiveNet.Load().Block1.Bn)|}; static class H { public static void Set(HubLayer layer, bool on = true) => layer.Trainable = on; }")]
    [InlineData("{|HUB0002:H.Outer(LiveNet.Load().Block1.Bn)|}; static class H { public static void Outer(HubLayer layer) => Inner(layer, true); static void Inner(HubLayer layer, bool on) => layer.Trainable = on; }")]
    [InlineData("{|HUB0004:H.All(LiveNet.Load())|}; static class H { public static void All(HubModel model) { foreach (var layer in model.Layers) { layer.Trainable = true; } } }")]
    [InlineData("new D().M(); class B { protected void Unfreeze(HubLayer layer) => layer.Trainable = true; } class D : B { public void M() { {|HUB0002:Unfreeze(LiveNet.Load().Block1.Bn)|}; } }")]
    [InlineData("Action<HubLayer> unfreeze = l => l.Trainable = true; {|HUB0002:unfreeze(LiveNet.Load().Block1.Bn)|};")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { {|HUB0004:layer.Unfreeze()|}; } static class H { public static void Unfreeze(this HubLayer layer) => layer.Trainable = true; }")]
    [InlineData("LiveNet.Load().Layers.ToList().ForEach(l => {|HUB0004:l.Unfreeze()|}); static class H { public static void Unfreeze(this HubLayer layer) => layer.Trainable = true; }")]
    [InlineData("{|HUB0004:LiveNet.Load().Layers.ToList().ForEach(H.Unfreeze)|}; static class H { public static void Unfreeze(this HubLayer layer) => layer.Trainable = true; }")]
    [InlineData("H.Apply(LiveNet.Load().Block1.Bn, l => {|HUB0002:l.Trainable = true|}); static class H { public static void Apply(HubLayer layer, Action<HubLayer> action) => action(layer); }")]
    public Task A_helper_that_asks_what_it_is_given_is_reported_where_it_is_called(string program) => RuleTest.Check(program);

    [Fact]
    public Task A_method_that_calls_itself_is_reported_once() => RuleTest.Check(
        "H.Walk(LiveNet.Load(), 3); static class H { public static void Walk(LiveNet model, int n) { {|HUB0002:model.Block1.Bn.Trainable = true|}; if (n > 0) { Walk(model, n - 1); } } }");

    [Theory]
    [InlineData("H.Unfreeze(LiveNet.Load().Block1.Bn); static class H { public static void Unfreeze(HubLayer layer) { if (layer is BatchNormLayer) { return; } layer.Trainable = true; } }")]
    [InlineData("H.Unfreeze(LiveNet.Load().Block1.Bn); static class H { public static void Unfreeze(HubLayer layer) { if (layer.Trainability == Trainability.Trainable) { layer.Trainable = true; } } }")]
    [InlineData("H.Unfreeze(LiveNet.Load().Block1.Expand); static class H { public static void Unfreeze(HubLayer layer) => layer.Trainable = true; }")]
    [InlineData("foreach (var layer in LiveNet.Load().Layers) { layer.Unfreeze(); } static class H { public static void Unfreeze(this HubLayer layer) { if (layer is ConvLayer) { layer.Trainable = true; } } }")]
    [InlineData("H.Walk(LiveNet.Load().Block1.Bn, 3); static class H { public static void Walk(HubLayer layer, int n) { if (n > 0) { Walk(layer, n - 1); } } }")]
    [InlineData("new V().Unfreeze(LiveNet.Load().Block1.Bn); class V { public virtual void Unfreeze(HubLayer layer) => layer.Trainable = true; }")]
    public Task A_helper_that_does_not_ask_is_not(string program) => RuleTest.Check(program);
}
