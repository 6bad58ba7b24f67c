// TensorFlow.NET: the dense layer stands on other features, the classifier beside it.
// uses: tensorflow.net
// expect: none
using App.HubModels;
using Tensorflow.Hub;
using static Tensorflow.KerasApi;

var inputs = keras.Input(shape: (224, 224, 3));
var said = new KerasLayer(MobilenetV3Classification.Handle).Apply(inputs);
var features = new KerasLayer(Resnet50.Handle).Apply(inputs);
var outputs = keras.layers.Dense(5).Apply(features);
keras.Model(inputs, outputs).summary();
keras.Model(inputs, said).summary();
