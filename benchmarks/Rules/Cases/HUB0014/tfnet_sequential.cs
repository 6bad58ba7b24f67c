// TensorFlow.NET: the list of a sequential model.
// uses: tensorflow.net
using Tensorflow.Keras;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer> // expect: HUB0014
{
    hub.KerasLayer("https://tfhub.dev/google/imagenet/mobilenet_v3_small_100_224/classification/5"),
    keras.layers.Dropout(0.2f),
    keras.layers.Dense(4),
});
model.summary();
