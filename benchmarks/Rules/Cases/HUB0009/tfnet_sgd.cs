// SGD, whose bound is higher, and above it.
// uses: tensorflow.net
using Tensorflow.Keras;
using Tensorflow.Keras.Optimizers;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", trainable: true),
    keras.layers.Dense(5),
});
model.compile(new SGD(0.5f, momentum: 0.9f), keras.losses.SparseCategoricalCrossentropy(from_logits: true)); // expect: HUB0009
