// TensorFlow.NET: Adam at a hundredth while the backbone trains.
// uses: tensorflow.net
using Tensorflow.Keras;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", trainable: true),
    keras.layers.Dense(5),
});
model.compile(
    optimizer: keras.optimizers.Adam(learning_rate: 0.01f), // expect: HUB0009
    loss: keras.losses.SparseCategoricalCrossentropy(from_logits: true),
    metrics: new[] { "accuracy" });
