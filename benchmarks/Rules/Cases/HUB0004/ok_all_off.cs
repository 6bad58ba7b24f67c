// Everything off.
// expect: none
using App.HubModels;

using var net = MobilenetV2.Load();
net.Trainable = false;
foreach (var layer in net.Layers)
{
    layer.Trainable = false;
}
