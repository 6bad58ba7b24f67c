// Layers and variables of the program's own, with every trainable that TensorFlow.NET has.
// uses: tensorflow.net
// expect: none
using Tensorflow;
using Tensorflow.Common.Types;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Saving;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace OwnLayers;

public sealed class ScaleArgs : AutoSerializeLayerArgs
{
    public float Initial { get; set; } = 1f;
}

public sealed class Scale : Layer
{
    private readonly ScaleArgs _args;
    private IVariableV1? _scale;
    private IVariableV1? _calls;

    public Scale(ScaleArgs args)
        : base(args)
    {
        _args = args;
    }

    public override void build(KerasShapesWrapper input_shape)
    {
        _scale = add_weight("scale", Shape.Scalar, TF_DataType.TF_FLOAT, trainable: true);
        _calls = add_weight("calls", Shape.Scalar, TF_DataType.TF_INT64, trainable: false);
    }

    public void Freeze() => ((LayerArgs)get_config()).Trainable = false;

    public void Thaw() => _args.Trainable = true;

    protected override Tensors Call(Tensors inputs, Tensors? state = null, bool? training = null, IOptionalArgs? optional_args = null)
    {
        _calls!.assign_add(1);
        return (Tensor)inputs * _scale!.AsTensor();
    }
}

internal sealed class Linear
{
    private readonly ResourceVariable _weight = tf.Variable(0.1f, trainable: true, name: "weight");
    private readonly ResourceVariable _bias = tf.Variable(0f, trainable: true, name: "bias");
    private readonly IVariableV1 _frozen = new ResourceVariable(initial_value: 2f, trainable: false);

    public float Fit(NDArray x, NDArray y, int steps)
    {
        var optimizer = keras.optimizers.SGD(0.2f);
        var loss = 0f;
        foreach (var step in range(steps))
        {
            using var tape = tf.GradientTape();
            var error = tf.reduce_mean(tf.square(x * _weight + _bias - y));
            var (dw, db) = tape.gradient(error, (_weight, _bias));
            optimizer.apply_gradients((dw, _weight));
            optimizer.apply_gradients((db, _bias));
            loss = (float)error;
        }

        print("frozen", _frozen.Trainable, _frozen.Name);
        return loss;
    }
}

internal static class Program
{
    public static void Main()
    {
        var scale = new Scale(new ScaleArgs { Initial = 2f, Trainable = true });
        scale.Freeze();
        scale.Thaw();
        var inputs = keras.Input(shape: 4);
        var model = keras.Model(inputs, keras.layers.Dense(2).Apply(scale.Apply(inputs)));
        model.compile(keras.optimizers.Adam(0.1f), keras.losses.MeanSquaredError());
        model.fit(np.zeros((8, 4)), np.zeros((8, 2)), epochs: 1);
        Console.WriteLine(new Linear().Fit(np.array(1f, 2f, 3f), np.array(2f, 4f, 6f), steps: 50));
    }
}
