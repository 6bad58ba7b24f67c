// The same through tf.keras, with other arguments stated.
// uses: tensorflow.net
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.Binding;

namespace Birds;

internal static class Nets
{
    public static Sequential Teacher() => new(new SequentialArgs
    {
        Name = "teacher",
        Trainable = false,
        Layers = new List<ILayer>
        {
            tf.keras.layers.Dense(32),
            tf.keras.layers.BatchNormalization(axis: -1, momentum: 0.9f, name: "norm"), // expect: HUB0017
        },
    });
}
