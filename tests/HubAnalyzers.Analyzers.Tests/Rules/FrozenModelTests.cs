using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;

namespace HubAnalyzers.Testing;

/// <summary>HUB0001: a request to train a model that was published frozen, or any of its layers.</summary>
public sealed class FrozenModelTests
{
    [Fact]
    public Task The_message_names_model_target_sentence_reason_and_remedy() => RuleTest.Check(
        """
        using var model = FrozenNet.Load();
        {|#0:model.Conv.Trainable = true|};
        """,
        expected:
        [
            DiagnosticResult.CompilerWarning("HUB0001").WithLocation(0).WithMessage(
                "'frozen_net' cannot be fine-tuned, so making layer 'net/conv' trainable has no effect: its list is empty (no-trainable-variables); remove the request or choose a trainable model"),
        ]);

    [Theory]
    [InlineData("var model = FrozenNet.Load(); {|HUB0001:model.Trainable = true|};")]
    [InlineData("var model = FrozenNet.Load(); {|HUB0001:model.Conv.Trainable = true|};")]
    [InlineData("var model = FrozenNet.Load(); {|HUB0001:model.Bn.Trainable = true|}; // HUB0001 wins over HUB0002")]
    [InlineData("""var model = HubModel.Load("frozen_net"); {|HUB0001:model.Trainable = true|};""")]
    [InlineData("""var model = HubModel.Load("models/frozen_net"); {|HUB0001:model.Trainable = true|};""")]
    [InlineData("""const string Handle = "frozen" + "_net"; var model = HubModel.Load(Handle); {|HUB0001:model.Trainable = true|};""")]
    [InlineData("var model = HubModel.Load(FrozenNet.Handle); {|HUB0001:model.Trainable = true|};")]
    [InlineData("""var model = HubModel.Load(options: null, handleOrPath: "frozen_net"); {|HUB0001:model.Trainable = true|};""")]
    [InlineData("""var handle = "frozen_net"; var first = HubModel.Load(handle); var model = first; {|HUB0001:model.Trainable = true|};""")]
    [InlineData("HubModel model = FrozenNet.Load(); {|HUB0001:model.Trainable = true|};")]
    [InlineData("""var model = HubModel.Load("frozen_net"); {|HUB0001:model.GetLayer("net/conv").Trainable = true|};""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); {|HUB0001:model.Layers["net/conv"].Trainable = true|};""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); {|HUB0001:model.Layers[0].Trainable = true|};""")]
    [InlineData("""var layers = HubModel.Load("frozen_net").Layers; var layer = layers["net/conv"]; {|HUB0001:layer.Trainable = true|};""")]
    [InlineData("""var train = true; var model = FrozenNet.Load(); {|HUB0001:model.Trainable = train|};""")]
    [InlineData("""var model = FrozenNet.Load(); {|HUB0001:model.Trainable = args.Length > 0 ? true : !false|};""")]
    [InlineData("""var model = FrozenNet.Load(); {|HUB0001:model.Trainable |= true|};""")]
    [InlineData("""HubModel model = args.Length > 0 ? HubModel.Load("frozen_net") : FrozenNet.Load(); {|HUB0001:model.Trainable = true|};""")]
    [InlineData("""HubModel? model = null; if (args.Length > 0) { model = HubModel.Load("frozen_net"); } {|HUB0001:model!.Trainable = true|};""")]
    [InlineData("""var (model, epochs) = (HubModel.Load("frozen_net"), 3); {|HUB0001:model.Trainable = true|};""")]
    [InlineData("""foreach (var epoch in args) { var model = HubModel.Load("frozen_net"); {|HUB0001:model.Trainable = true|}; }""")]
    [InlineData("""object loaded = HubModel.Load("frozen_net"); if (loaded is HubModel model) { {|HUB0001:model.Trainable = true|}; }""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); Action unfreeze = () => {|HUB0001:model.Trainable = true|}; unfreeze();""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); Unfreeze(); void Unfreeze() => {|HUB0001:model.Trainable = true|};""")]
    [InlineData("""try { var model = HubModel.Load("frozen_net"); {|HUB0001:model.Trainable = true|}; } finally { Console.WriteLine(); }""")]
    [InlineData("""bool a; var model = FrozenNet.Load(); a = {|HUB0001:model.Trainable = true|}; Console.Write(a);""")]
    public Task A_request_on_a_frozen_model_is_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("var model = FrozenNet.Load(); model.Trainable = false;")]
    [InlineData("var model = FrozenNet.Load(); model.Trainable = args.Length > 0;")]
    [InlineData("var model = FrozenNet.Load(); Console.WriteLine(model.Trainable);")]
    [InlineData("""var model = HubModel.Load("another_net"); model.Trainable = true;""")]
    [InlineData("var model = HubModel.Load(args[0]); model.Trainable = true;")]
    [InlineData("""var model = HubModel.Load("frozen_net"); model = HubModel.Load(args[0]); model.Trainable = true;""")]
    [InlineData("""var model = HubModel.Load(args[0]); foreach (var a in args) { model.Trainable = true; model = HubModel.Load("frozen_net"); }""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); if (args.Length > 0) { model = HubModel.Load(args[0]); } model.Trainable = true;""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); Swap(ref model); model.Trainable = true; static void Swap(ref HubModel m) => m = HubModel.Load(Console.ReadLine()!);""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); Swap(); model.Trainable = true; void Swap() => model = HubModel.Load(args[0]);""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); ref var alias = ref model; alias = HubModel.Load(args[0]); model.Trainable = true;""")]
    [InlineData("""var model = HubModel.Load("frozen_net"); try { model = HubModel.Load(args[0]); Console.WriteLine(); } catch { } model.Trainable = true;""")]
    [InlineData("""HubModel model = HubModel.Load("frozen_net"); try { Console.WriteLine(); } finally { model = HubModel.Load(args[0]); } model.Trainable = true;""")]
    [InlineData("""if (false) { FrozenNet.Load().Trainable = true; }""")]
    [InlineData("""var layer = new Unrelated(); layer.Trainable = true; class Unrelated { public bool Trainable { get; set; } }""")]
    [InlineData("""var s = "model.Trainable = true"; // model.Trainable = true""")]
    public Task What_is_not_proved_is_not_reported(string program) => RuleTest.Check(program);

    [Fact]
    public Task A_type_that_carries_the_attributes_is_treated_like_a_generated_one() => RuleTest.Check(
        """
        var net = new Net();
        {|HUB0001:net.Conv.Trainable = true|};

        [HubModel("frozen_net", "sha256:of a class that was written by hand")]
        class Net
        {
            [HubLayer("net/conv", Trainability.Frozen)]
            public Switch Conv { get; } = new();
        }

        class Switch
        {
            public bool Trainable { get; set; }
        }
        """);

    [Fact]
    public Task A_request_in_an_object_initializer_is_reported() => RuleTest.Check(
        """
        var net = new Net { {|HUB0001:Trainable = true|} };

        [HubModel("frozen_net", "")]
        class Net
        {
            public bool Trainable { get; set; }
        }
        """);

    [Theory]
    [InlineData("""var layer = new Tensorflow.Hub.KerasLayer("frozen_net", {|HUB0001:trainable: true|});""")]
    [InlineData("""var layer = new Tensorflow.Hub.KerasLayer("frozen_net", {|HUB0001:true|});""")]
    [InlineData("""var layer = Tensorflow.HubAPI.hub.KerasLayer("frozen_net", {|HUB0001:trainable: true|});""")]
    [InlineData("""var handle = "frozen_net"; var train = true; var layer = new Tensorflow.Hub.KerasLayer(handle, {|HUB0001:train|});""")]
    [InlineData("""var layer = new Tensorflow.Hub.KerasLayer("frozen_net");""")]
    [InlineData("""var layer = new Tensorflow.Hub.KerasLayer("frozen_net", false);""")]
    [InlineData("""var layer = new Tensorflow.Hub.KerasLayer(args[0], trainable: true);""")]
    [InlineData("""var layer = new Tensorflow.Hub.KerasLayer("https://tfhub.dev/acme/live_net/2", trainable: true);""")]
    [InlineData("""var step = Tensorflow.Binding.tf.Variable(0, trainable: true, name: "frozen_net");""")]
    [InlineData("""var args2 = new Tensorflow.Keras.ArgsDefinition.LayerArgs { Trainable = true };""")]
    public Task TensorFlow_NET_asks_by_argument(string program) => RuleTest.Check(program, withTensorFlowNet: true);
}
