// Regularization losses throw in the constructor, trainable or not.
// uses: tensorflow.net
using Tensorflow.Hub;
using Tensorflow.Keras;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    new KerasLayer("https://tfhub.dev/google/efficientnet/b0/feature-vector/1", trainable: false), // expect: HUB0015
    keras.layers.Dense(4),
});
model.summary();
