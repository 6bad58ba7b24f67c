// A fresh batch norm in a head of the program's own trains as it should.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Layers;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    keras.layers.Dense(64, activation: "relu"),
    keras.layers.BatchNormalization(trainable: true),
    tf.keras.layers.BatchNormalization(),
    new BatchNormalization(new BatchNormalizationArgs { Axis = -1, Trainable = true }),
    keras.layers.Dense(3),
});
model.summary();
