// hub.KerasLayer starts frozen, so leaving the argument out asks for nothing.
// uses: tensorflow.net
// expect: none
using Tensorflow.Hub;
using static Tensorflow.HubAPI;

var plain = hub.KerasLayer("https://tfhub.dev/acme/plant_classifier/1");
var explicitly = new KerasLayer("https://tfhub.dev/acme/plant_classifier/1", trainable: false);
Console.WriteLine(plain.Name + explicitly.Name);
