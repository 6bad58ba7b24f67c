// Whether the model is frozen is decided elsewhere.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.KerasApi;

namespace Birds;

public static class Nets
{
    public static Sequential Encoder(bool frozen) => new(new SequentialArgs
    {
        Trainable = !frozen,
        Layers = new List<ILayer> { keras.layers.Dense(4), keras.layers.BatchNormalization(trainable: !frozen) },
    });
}
