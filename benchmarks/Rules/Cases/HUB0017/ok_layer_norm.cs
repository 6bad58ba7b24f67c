// Layer normalization has no averages to move.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.KerasApi;

var frozen = new Sequential(new SequentialArgs
{
    Trainable = false,
    Layers = new List<ILayer> { keras.layers.Dense(4), keras.layers.LayerNormalization(-1) },
});
Console.WriteLine(frozen.Name);
