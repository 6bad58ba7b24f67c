// The backbone is frozen; the batch norm belongs to the head.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", trainable: false),
    keras.layers.Dense(128),
    keras.layers.BatchNormalization(),
    keras.layers.Dense(5),
});
model.summary();
