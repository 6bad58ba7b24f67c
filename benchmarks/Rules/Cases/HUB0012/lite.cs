// A model for a phone, in TensorFlow.NET.
// uses: tensorflow.net
using static Tensorflow.HubAPI;

var layer = hub.KerasLayer("https://tfhub.dev/tensorflow/lite-model/mobilenet_v2_1.0_224/1/metadata/1"); // expect: HUB0012
Console.WriteLine(layer.Name);
