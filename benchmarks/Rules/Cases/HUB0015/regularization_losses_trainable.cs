// The same, asked to train.
// uses: tensorflow.net
using App.HubModels;
using static Tensorflow.HubAPI;

var layer = hub.KerasLayer(EfficientnetB0.Handle, trainable: true); // expect: HUB0015
Console.WriteLine(layer.Trainable);
