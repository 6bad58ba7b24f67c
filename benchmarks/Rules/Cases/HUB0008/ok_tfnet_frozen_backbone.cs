// TensorFlow.NET: the backbone stays frozen, which is its default.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.NumPy;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5"),
    keras.layers.Dense(5),
});
model.compile(keras.optimizers.Adam(0.01f), keras.losses.SparseCategoricalCrossentropy(from_logits: true), new[] { "accuracy" });
model.fit(np.load("x.npy"), np.load("y.npy"), batch_size: 16, epochs: 5);
