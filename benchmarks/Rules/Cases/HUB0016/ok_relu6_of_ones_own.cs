// A Relu6 layer in a model of the program's own.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    keras.layers.Dense(32),
    keras.layers.ReLU6(),
    keras.layers.Embedding(1000, 16),
});
model.summary();
