// TensorFlow.NET: the input layer is the one of another model.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Hub;
using static Tensorflow.KerasApi;

var inputs = keras.Input(shape: (96, 96, 1)); // expect: HUB0013
var features = new KerasLayer(MobilenetV2.Handle).Apply(inputs);
var model = keras.Model(inputs, keras.layers.Dense(4).Apply(features));
model.summary();
