// TensorFlow.NET: a dense layer applied to what a classifier says.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Hub;
using static Tensorflow.KerasApi;

var inputs = keras.Input(shape: (224, 224, 3));
var said = new KerasLayer(MobilenetV3Classification.Handle).Apply(inputs);
var outputs = keras.layers.Dense(5, activation: "softmax").Apply(said); // expect: HUB0014
keras.Model(inputs, outputs).summary();
