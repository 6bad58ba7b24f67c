// SGD at its usual rate.
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
model.compile(keras.optimizers.SGD(0.01f, momentum: .9f), keras.losses.SparseCategoricalCrossentropy(from_logits: true));
