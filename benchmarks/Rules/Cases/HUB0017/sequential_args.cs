// A sequential model made frozen, whose batch norm is not.
// uses: tensorflow.net
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var frozen = new Sequential(new SequentialArgs
{
    Trainable = false,
    Layers = new List<ILayer>
    {
        hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5"),
        keras.layers.BatchNormalization(), // expect: HUB0017
        keras.layers.Dense(64),
    },
});
Console.WriteLine(frozen.Trainable);
