// The usual advice, the last four layers: two of them are batch norms.
using App.HubModels;

using var net = Resnet50.Load();
foreach (var layer in net.Layers.TakeLast(4))
{
    layer.Trainable = true; // expect: HUB0004
}
