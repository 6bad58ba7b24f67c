// The batch norm is made by its constructor.
// uses: tensorflow.net
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;

var frozen = new Sequential(new SequentialArgs
{
    Layers = new List<ILayer>
    {
        new Dense(new DenseArgs { Units = 8 }),
        new BatchNormalization(new BatchNormalizationArgs { Momentum = 0.9f }), // expect: HUB0017
    },
    Trainable = false,
});
Console.WriteLine(frozen.Name);
