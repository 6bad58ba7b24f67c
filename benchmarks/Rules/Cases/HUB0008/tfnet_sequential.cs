// TensorFlow.NET: the first fit trains the backbone with a head that knows nothing.
// uses: tensorflow.net
using Tensorflow.Keras;
using Tensorflow.NumPy;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", trainable: true),
    keras.layers.Dense(5),
});
model.compile(keras.optimizers.Adam(1e-5f), keras.losses.SparseCategoricalCrossentropy(from_logits: true), new[] { "accuracy" });
model.fit(np.load("x.npy"), np.load("y.npy"), batch_size: 16, epochs: 5); // expect: HUB0008
