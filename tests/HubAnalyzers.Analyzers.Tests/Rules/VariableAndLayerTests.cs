using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>HUB0003 (a variable that is no weight), HUB0005 (a frozen layer) and HUB0007 (a choice that is discarded).</summary>
public sealed class VariableAndLayerTests
{
    [Theory]
    [InlineData("{|HUB0005:LiveNet.Load().Old.Trainable = true|};")]
    [InlineData("""{|HUB0005:HubModel.Load("https://tfhub.dev/acme/live_net/2").GetLayer("net/old").Trainable = true|};""")]
    [InlineData("""{|HUB0005:LiveNet.Load().Layers.First(l => l.Name == "net/old").Trainable = true|};""")]
    [InlineData("{|HUB0005:LiveNet.Load().Layers[^1].Trainable = true|};")]
    [InlineData("var model = LiveNet.Load(); HubLayer either = args.Length > 0 ? model.Old : model.Block1.Bn; {|HUB0005:either.Trainable = true|};")]
    [InlineData("{|HUB0005:LiveNet.Load().Layers.Last().Trainable = true|};")]
    [InlineData("{|HUB0005:LiveNet.Load().Old.Variables[0].Trainable = true|};")]
    [InlineData("{|HUB0002:LiveNet.Load().Block1.Bn.Variables.First().Trainable = true|};")]
    [InlineData("HubLayer? found = null; foreach (var l in LiveNet.Load().Layers) { if (l.Kind == LayerKind.Dense) { found = l; break; } } {|HUB0005:found!.Trainable = true|};")]
    public Task A_frozen_layer_is_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("var model = LiveNet.Load(); HubLayer either = args.Length > 0 ? model.Old : model.Block1.Expand; either.Trainable = true;")]
    [InlineData("LiveNet.Load().Block1.Expand.Variables[0].Trainable = true;")]
    [InlineData("LiveNet.Load().Layers[0].Trainable = true;")]
    [InlineData("LiveNet.Load().Layers[args.Length].Trainable = true;")]
    [InlineData("LiveNet.Load().Layers.OrderBy(l => l.Name).First().Trainable = true;")]
    public Task Another_layer_is_not(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; {|HUB0007:model.Trainable = false|};")]
    [InlineData("void M(LiveNet model) { model.Block1.Expand.Trainable = true; {|HUB0007:model.Trainable = false|}; } M(LiveNet.Load());")]
    [InlineData("""var model = HubModel.Load("https://tfhub.dev/acme/live_net/2"); model.GetLayer("net/block_1/expand").Trainable = true; {|HUB0007:model.Trainable = false|};""")]
    [InlineData("var model = LiveNet.Load(); if (args.Length > 0) { model.Block1.Expand.Trainable = true; } else { model.Block1.Bn.Trainable = false; model.Block1.Expand.Trainable = true; } {|HUB0007:{|HUB0007:model.Trainable = false|}|};")]
    [InlineData("var model = LiveNet.Load(); if (args.Length > 0) { model.Block1.Expand.Trainable = true; Console.WriteLine(); } else { return; } {|HUB0007:model.Trainable = false|};")]
    public Task A_later_write_to_the_whole_that_discards_a_choice_is_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("var model = LiveNet.Load(); model.Trainable = false; model.Block1.Expand.Trainable = true;")]
    [InlineData("var model = LiveNet.Load(); if (args.Length > 0) { model.Block1.Expand.Trainable = true; } model.Trainable = false;")]
    [InlineData("var model = LiveNet.Load(); var other = LiveNet.Load(); model.Block1.Expand.Trainable = true; other.Trainable = false;")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; Fit(model); model.Trainable = false; static void Fit(HubModel m) => m.Export(m.Facts.Name);")]
    [InlineData("foreach (var a in args) { var model = LiveNet.Load(); model.Trainable = false; model.Block1.Expand.Trainable = true; }")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; model = LiveNet.Load(); model.Trainable = false;")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; Console.WriteLine(model.Trainable); model.Trainable = false;")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = false; model.Trainable = false;")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; model.Trainable = args.Length > 0;")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = args.Length > 0; model.Trainable = false;")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; if (args.Length > 0) { model.Trainable = false; }")]
    [InlineData("var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; if (args.Length > 0) { Console.WriteLine(model.Trainable); } model.Trainable = false;")]
    public Task A_choice_that_was_used_or_not_discarded_is_not(string program) => RuleTest.Check(program);
}
