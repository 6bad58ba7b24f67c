// Each fold makes its own layer.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Keras;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

for (var fold = 0; fold < 5; fold++)
{
    var model = keras.Sequential(new List<ILayer>
    {
        hub.KerasLayer(MobilenetV2.Handle, trainable: true), // expect: HUB0016
        keras.layers.Dense(2),
    });
    model.summary();
}
