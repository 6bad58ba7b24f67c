// Both are frozen, as they should be.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;
using static Tensorflow.KerasApi;

var frozen = new Sequential(new SequentialArgs
{
    Trainable = false,
    Layers = new List<ILayer>
    {
        keras.layers.BatchNormalization(trainable: false),
        new BatchNormalization(new BatchNormalizationArgs { Trainable = false }),
    },
});
Console.WriteLine(frozen.Name);
