// The layers are copied to an array first.
using App.HubModels;

using var net = Resnet50.Load();
var layers = net.Layers.ToArray();
foreach (var layer in layers)
{
    layer.Trainable = true; // expect: HUB0004
}
