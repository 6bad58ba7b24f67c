// TensorFlow.NET downloads whatever is latest.
// uses: tensorflow.net
using Tensorflow.Hub;

var layer = new KerasLayer("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector"); // expect: HUB0011
Console.WriteLine(layer.Name);
