// TensorFlow.NET asks by a named argument.
// uses: tensorflow.net
using static Tensorflow.HubAPI;

var layer = hub.KerasLayer("https://tfhub.dev/acme/plant_classifier/1", trainable: true); // expect: HUB0001
Console.WriteLine(layer.Name);
