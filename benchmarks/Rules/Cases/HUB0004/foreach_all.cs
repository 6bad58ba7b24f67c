// A loop over all layers, without a guard.
using App.HubModels;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    layer.Trainable = true; // expect: HUB0004
}
