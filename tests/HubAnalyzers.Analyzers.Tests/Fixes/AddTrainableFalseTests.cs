using System.Threading.Tasks;
using HubAnalyzers.CodeFixes.TensorFlowNet;

namespace HubAnalyzers.Testing;

/// <summary>The fix of HUB0017: the batch normalization is frozen itself.</summary>
public sealed class AddTrainableFalseTests
{
    [Fact]
    public Task A_call_gets_the_argument() => Test().Makes(
        """
        var a = {|HUB0017:keras.layers.BatchNormalization()|}; // moves
        var b = {|HUB0017:keras.layers.BatchNormalization(axis: 3)|};
        var c = {|HUB0017:keras.layers.BatchNormalization(trainable: true)|};
        """,
        """
        var a = keras.layers.BatchNormalization(trainable: false); // moves
        var b = keras.layers.BatchNormalization(axis: 3, trainable: false);
        var c = keras.layers.BatchNormalization(trainable: false);
        """);

    [Fact]
    public Task An_arguments_object_gets_the_property() => Test().Makes(
        """
        var a = {|HUB0017:new BatchNormalizationArgs()|};
        var b = {|HUB0017:new BatchNormalizationArgs { Epsilon = 0.1f }|};
        var c = {|HUB0017:new BatchNormalizationArgs { Trainable = true }|};
        """,
        """
        var a = new BatchNormalizationArgs() { Trainable = false };
        var b = new BatchNormalizationArgs { Epsilon = 0.1f, Trainable = false };
        var c = new BatchNormalizationArgs { Trainable = false };
        """);

    private static FixTest Test() => new(new BatchNormOfFrozenModelFixProvider()) { WithTensorFlowNet = true };
}
