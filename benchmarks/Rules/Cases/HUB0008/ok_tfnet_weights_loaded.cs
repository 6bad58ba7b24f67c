// The head's weights come from an earlier run.
// uses: tensorflow.net
// expect: none
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
model.load_weights("head_only.h5");
model.fit(np.load("x.npy"), np.load("y.npy"), epochs: 2);
