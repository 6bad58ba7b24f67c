// Stated as trainable in a model that is not.
// uses: tensorflow.net
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.KerasApi;

var frozen = new Sequential(new SequentialArgs
{
    Trainable = false,
    Layers = new List<ILayer> { keras.layers.Flatten(), keras.layers.BatchNormalization(trainable: true) }, // expect: HUB0017
});
Console.WriteLine(frozen.Name);
