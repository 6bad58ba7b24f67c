// MobileNetV2 goes through Relu6, whose gradient TensorFlow.NET does not have.
// uses: tensorflow.net
using static Tensorflow.HubAPI;

var layer = hub.KerasLayer("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector/5", trainable: true); // expect: HUB0016
Console.WriteLine(layer.Name);
