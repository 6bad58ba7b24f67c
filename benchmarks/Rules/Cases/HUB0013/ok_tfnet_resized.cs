// TensorFlow.NET: a layer in between makes the size fit.
// uses: tensorflow.net
// expect: none
using Tensorflow.Hub;
using static Tensorflow.KerasApi;

var inputs = keras.Input(shape: (512, 512, 3));
var resized = keras.layers.preprocessing.Resizing(224, 224).Apply(inputs);
var features = new KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5").Apply(resized);
var model = keras.Model(inputs, keras.layers.Dense(2).Apply(features));
model.summary();
