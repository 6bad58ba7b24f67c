// The same with the functional API.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Hub;
using Tensorflow.NumPy;
using static Tensorflow.KerasApi;

namespace Birds;

internal static class Start
{
    public static void Run(NDArray images, NDArray labels)
    {
        var inputs = keras.Input(shape: (224, 224, 3));
        var features = new KerasLayer(Resnet50.Handle, trainable: true).Apply(inputs);
        var outputs = keras.layers.Dense(7).Apply(features);
        var model = keras.Model(inputs, outputs, "birds");
        model.compile(keras.optimizers.SGD(0.01f), keras.losses.SparseCategoricalCrossentropy(from_logits: true));
        model.fit(images, labels, epochs: 3); // expect: HUB0008
        model.fit(images, labels, epochs: 3);
    }
}
