// TensorFlow.NET: nothing stands on the classifier.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    keras.layers.Rescaling(1f / 255),
    hub.KerasLayer("https://tfhub.dev/google/imagenet/mobilenet_v3_small_100_224/classification/5"),
});
model.summary();
