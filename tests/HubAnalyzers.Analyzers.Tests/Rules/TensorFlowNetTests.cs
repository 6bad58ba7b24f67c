using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>TensorFlow.NET: requests are arguments there, and its flags do not cascade.</summary>
public sealed class TensorFlowNetTests
{
    private const string Usings = "using Tensorflow; using Tensorflow.Keras; using Tensorflow.Keras.ArgsDefinition; using Tensorflow.Keras.Engine; using Tensorflow.Keras.Layers; using Tensorflow.Hub; using static Tensorflow.HubAPI; using static Tensorflow.KerasApi; using static Tensorflow.Binding; ";

    [Theory]
    [InlineData("""var layer = hub.KerasLayer("frozen_net"); {|HUB0001:((LayerArgs)layer.get_config()).Trainable = true|};""")]
    [InlineData("""{|HUB0001:Make()|}; static KerasLayer Make(bool trainable = true) => hub.KerasLayer("frozen_net", trainable: trainable);""")]
    [InlineData("var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { {|HUB0017:keras.layers.BatchNormalization()|} } });")]
    [InlineData("var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { {|HUB0017:new BatchNormalization(new BatchNormalizationArgs())|} } });")]
    public Task A_mistake_is_reported(string program) => RuleTest.Check(Usings + program, withTensorFlowNet: true);

    [Theory]
    [InlineData("""var layer = hub.KerasLayer("frozen_net"); ((LayerArgs)layer.get_config()).Trainable = false;""")]
    [InlineData("""var v = tf.Variable(0, trainable: true, name: "frozen_net");""")]
    [InlineData("var args2 = new BatchNormalizationArgs { Trainable = true };")]
    [InlineData("var layer = keras.layers.BatchNormalization(trainable: true);")]
    [InlineData("var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { keras.layers.BatchNormalization(trainable: false) } });")]
    [InlineData("var net = new Sequential(new SequentialArgs { Layers = new List<ILayer> { keras.layers.BatchNormalization() } });")]
    [InlineData("var net = new Sequential(new SequentialArgs { Trainable = args.Length > 0, Layers = new List<ILayer> { keras.layers.BatchNormalization() } });")]
    [InlineData("var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { new BatchNormalization(new BatchNormalizationArgs { Trainable = args.Length > 0 }) } });")]
    public Task What_is_right_or_none_of_the_rules_business_is_not(string program) => RuleTest.Check(Usings + program, withTensorFlowNet: true);

    [Theory]
    [InlineData("""var layer = hub.KerasLayer("https://tfhub.dev/acme/live_net/2"); layer.Apply(keras.Input(shape: (-1, -1, 3)));""")]
    [InlineData("""var layer = hub.KerasLayer("https://tfhub.dev/acme/live_net/2"); layer.Apply(keras.Input(shape: {|HUB0013:(-1, 9, 3)|}));""")]
    public Task An_open_size_of_an_input_contradicts_nothing(string program) => RuleTest.Check(Usings + program, withTensorFlowNet: true);

    [Theory]
    [InlineData("""var net = new Sequential(new SequentialArgs { Trainable = false }); net.add(keras.layers.Dense(3)); net.add({|HUB0017:keras.layers.BatchNormalization()|});""")]
    [InlineData("""var net = new Sequential(new SequentialArgs { Trainable = false }); var norm = {|HUB0017:new BatchNormalization(new BatchNormalizationArgs())|}; net.add(norm);""")]
    [InlineData("""var net = new Sequential(new SequentialArgs { Trainable = false }); net.add(keras.layers.BatchNormalization(trainable: false));""")]
    [InlineData("""var net = new Sequential(new SequentialArgs()); net.add(keras.layers.BatchNormalization());""")]
    public Task A_batch_norm_that_is_added_to_a_frozen_model_is_part_of_it(string program) => RuleTest.Check(Usings + program, withTensorFlowNet: true);

    [Theory]
    [InlineData("""var own = new BatchNormalizationArgs(); var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { new BatchNormalization(own) } }); own.Trainable = false;""")]
    [InlineData("""var norm = new BatchNormalization(new BatchNormalizationArgs()); var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { norm } }); ((LayerArgs)norm.get_config()).Trainable = false;""")]
    [InlineData("""var norm = keras.layers.BatchNormalization(); var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { norm } }); var config = (LayerArgs)norm.get_config(); config.Trainable = args.Length > 0;""")]
    [InlineData("""var own = new BatchNormalizationArgs(); var net = new Sequential(new SequentialArgs { Trainable = false }); net.add(new BatchNormalization(own)); Off(own); static void Off(LayerArgs a) => a.Trainable = false;""")]
    [InlineData("""var whole = new SequentialArgs { Trainable = false, Layers = new List<ILayer> { keras.layers.BatchNormalization() } }; var net = new Sequential(whole); On(whole); static void On(LayerArgs a) { a.Trainable = true; }""")]
    [InlineData("""var whole = new SequentialArgs { Trainable = false, Layers = new List<ILayer> { keras.layers.BatchNormalization() } }; var net = new Sequential(whole); Action<LayerArgs> on = a => a.Trainable |= true; on(whole);""")]
    [InlineData("""var whole = new SequentialArgs { Trainable = false, Layers = new List<ILayer> { keras.layers.BatchNormalization() } }; var net = new Sequential(whole); GC.KeepAlive(whole);""")]
    [InlineData("""var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { keras.layers.BatchNormalization() } }); foreach (var layer in net.Layers) { ((LayerArgs)layer.get_config()).Trainable = false; }""")]
    public Task Arguments_are_live_so_a_switch_that_is_set_later_counts(string program) => RuleTest.Check(Usings + program, withTensorFlowNet: true);

    [Theory]
    [InlineData("""var whole = new SequentialArgs { Layers = new List<ILayer> { {|HUB0017:keras.layers.BatchNormalization()|} } }; whole.Trainable = false; var net = new Sequential(whole);""")]
    [InlineData("""var other = new DenseArgs { Units = 3 }; other.Trainable = false; var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { new Dense(other), {|HUB0017:keras.layers.BatchNormalization()|} } });""")]
    [InlineData("""var own = new BatchNormalizationArgs(); own.Trainable = true; var net = new Sequential(new SequentialArgs { Trainable = false, Layers = new List<ILayer> { {|HUB0017:new BatchNormalization(own)|} } });""")]
    public Task A_switch_that_leaves_the_mistake_as_it_is_does_not(string program) => RuleTest.Check(Usings + program, withTensorFlowNet: true);

    [Theory]
    [InlineData("", true)]
    [InlineData("((LayerArgs)layer.get_config()).Trainable = false; ", false)]
    [InlineData("var config = (LayerArgs)layer.get_config(); config.Trainable = false; ", false)]
    [InlineData("Off((LayerArgs)layer.get_config()); static void Off(LayerArgs a) => a.Trainable = false; ", false)]
    public Task A_layer_that_is_switched_off_before_the_fit_needs_no_head_fitted_first(string between, bool isReported)
    {
        const string Net = """var layer = hub.KerasLayer("https://tfhub.dev/acme/live_net/2", trainable: true); var net = keras.Sequential(new List<ILayer> { layer, keras.layers.Dense(3) }); """;
        const string Compile = "net.compile(keras.optimizers.Adam({0}), keras.losses.SparseCategoricalCrossentropy(from_logits: true)); ";
        const string Fit = "net.fit(np.zeros((1, 8, 8, 3)), np.zeros(1))";
        var program = isReported ? Compile.Replace("{0}", "{|HUB0009:0.01f|}") + "{|HUB0008:" + Fit + "|};" : Compile.Replace("{0}", "0.01f") + Fit + ";";
        return RuleTest.Check("using Tensorflow.NumPy; " + Usings + Net + between + program, withTensorFlowNet: true);
    }
}
