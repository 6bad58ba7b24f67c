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

}
