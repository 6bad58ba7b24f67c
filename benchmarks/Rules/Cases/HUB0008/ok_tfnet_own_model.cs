// No pretrained layer anywhere.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.NumPy;
using static Tensorflow.KerasApi;

var model = keras.Sequential(new List<ILayer>
{
    keras.layers.Conv2D(16, (3, 3), activation: "relu"),
    keras.layers.Flatten(),
    keras.layers.Dense(10),
});
model.compile(keras.optimizers.Adam(0.05f), keras.losses.SparseCategoricalCrossentropy(from_logits: true), new[] { "accuracy" });
model.fit(np.zeros((64, 28, 28, 1)), np.zeros(64), epochs: 1);
