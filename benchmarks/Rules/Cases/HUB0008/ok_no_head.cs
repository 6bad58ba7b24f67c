// The model is trained as it is, without a head of the program's own.
// uses: tensorflow.net
// expect: none
using Tensorflow.NumPy;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var inputs = keras.Input(shape: (224, 224, 3));
var outputs = hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", trainable: true).Apply(inputs);
var model = keras.Model(inputs, outputs);
model.compile(keras.optimizers.Adam(1e-4f), keras.losses.MeanSquaredError());
model.fit(np.load("x.npy"), np.load("y.npy"));
