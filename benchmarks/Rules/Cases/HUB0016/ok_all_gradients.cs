// Every op of this one has its gradient.
// uses: tensorflow.net
// expect: none
using App.HubModels;
using static Tensorflow.HubAPI;

var layer = hub.KerasLayer(Resnet50.Handle, trainable: true);
Console.WriteLine(layer.Name);
