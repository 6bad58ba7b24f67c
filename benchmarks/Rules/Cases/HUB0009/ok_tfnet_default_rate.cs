// Adam as it comes.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", trainable: true),
    keras.layers.Dense(5),
});
model.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(from_logits: true));
